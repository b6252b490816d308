// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title IAccountPermissions
/// @notice Which accounts may send transactions, and which nodes may connect: what a GoQuorum node asks when it has a
/// `permission-config.json` whose addresses all are this contract's. The names and types of the functions and events are
/// those that GoQuorum calls and watches (permission model `v2`, which follows the Enterprise Ethereum Alliance).
/// @dev One organisation, three roles, no votes. The contract stands in the genesis block with its storage filled in:
/// there is no block in which the network has no permissions.
///
/// Warning: GoQuorum asks at its newest state, also when it imports a block. A change takes effect with the block that
/// carries it, so take rights away only from an account that has nothing in flight.
interface IAccountPermissions {
    /* ERRORS */

    /// @notice The caller is no active administrator.
    error NotAdministrator(address caller);
    /// @notice Administrators do not change their own entry: so there always is one.
    error OwnEntry(address account);
    /// @notice The organisation is not this network's.
    error UnknownOrganisation(string org);
    /// @notice The role is none of `ADMIN`, `COORDINATOR` and `MEMBER`.
    error UnknownRole(string role);
    /// @notice The account was never given a role.
    error UnknownAccount(address account);
    /// @notice The node is not listed.
    error UnknownNode(string enodeId);
    /// @notice An enode id has 128 hexadecimal digits in lower case.
    error MalformedEnodeId(string enodeId);
    /// @notice The action is neither 1 (suspend, deactivate) nor 2 (activate).
    error UnknownAction(uint256 action);

    /* EVENTS */

    /// @notice An account has a role. Status 2 is active.
    event AccountAccessModified(address account, string orgId, string roleId, bool orgAdmin, uint256 status);
    /// @notice An account is active (2) or suspended (4).
    event AccountStatusChanged(address account, string orgId, uint256 status);
    /// @notice A node was listed; GoQuorum nodes write it into their `permissioned-nodes.json`.
    event NodeApproved(string enodeId, string ip, uint16 port, uint16 raftPort, string orgId);
    /// @notice A node may no longer connect; GoQuorum nodes drop it.
    event NodeDeactivated(string enodeId, string ip, uint16 port, uint16 raftPort, string orgId);
    /// @notice A node may connect again.
    event NodeActivated(string enodeId, string ip, uint16 port, uint16 raftPort, string orgId);

    /* WHAT NODES ASK */

    /// @notice Whether a transaction of `sender` is taken. Administrators and coordinators may do all; members may pay and
    /// call contracts, not create them.
    /// @param target Zero for a creation.
    function transactionAllowed(
        address sender,
        address target,
        uint256 value,
        uint256 gasPrice,
        uint256 gasLimit,
        bytes calldata payload
    ) external view returns (bool);

    /// @notice Whether a node may be a peer. What counts is its key; whence it calls does not.
    function connectionAllowed(string calldata enodeId, string calldata ip, uint16 port) external view returns (bool);

    /// @notice Always: the genesis block holds all that a start needs.
    function getNetworkBootStatus() external pure returns (bool);

    /* ADMINISTRATION */

    /// @notice Gives an account a role and makes it active.
    function assignAccountRole(address account, string calldata orgId, string calldata roleId) external;

    /// @notice Suspends (1) an account, or activates it again (2).
    function updateAccountStatus(string calldata orgId, address account, uint256 action) external;

    /// @notice Lists a node, which is active then.
    function addNode(string calldata orgId, string calldata enodeId, string calldata ip, uint16 port, uint16 raftPort)
        external;

    /// @notice Deactivates (1) a node, or activates it again (2).
    function updateNodeStatus(
        string calldata orgId,
        string calldata enodeId,
        string calldata ip,
        uint16 port,
        uint16 raftPort,
        uint256 action
    ) external;

    /* LISTS */

    /// @notice How many accounts were ever given a role.
    function getNumberOfAccounts() external view returns (uint256);
    /// @return Account, organisation, role, status, whether it administers.
    function getAccountDetailsFromIndex(uint256 index)
        external
        view
        returns (address, string memory, string memory, uint256, bool);
    /// @return Account, organisation, role, status (0: unknown), whether it administers.
    function getAccountDetails(address account)
        external
        view
        returns (address, string memory, string memory, uint256, bool);

    /// @notice How many nodes were ever listed.
    function getNumberOfNodes() external view returns (uint256);
    function getNodeDetailsFromIndex(uint256 index)
        external
        view
        returns (
            string memory orgId,
            string memory enodeId,
            string memory ip,
            uint16 port,
            uint16 raftPort,
            uint256 nodeStatus
        );
    /// @dev Status 0: unknown.
    function getNodeDetails(string calldata enodeId)
        external
        view
        returns (
            string memory orgId,
            string memory enodeId_,
            string memory ip,
            uint16 port,
            uint16 raftPort,
            uint256 nodeStatus
        );

    /// @notice Three.
    function getNumberOfRoles() external pure returns (uint256);
    /// @dev Access 3 is all, 5 is to pay and to call.
    function getRoleDetailsFromIndex(uint256 index)
        external
        pure
        returns (string memory roleId, string memory orgId, uint256 accessType, bool voter, bool admin, bool active);
    function getRoleDetails(string calldata roleId, string calldata orgId)
        external
        pure
        returns (string memory roleId_, string memory orgId_, uint256 accessType, bool voter, bool admin, bool active);

    /// @notice One.
    function getNumberOfOrgs() external pure returns (uint256);
    /// @return Organisation, its parent, its topmost parent, level, status (2: approved).
    function getOrgInfo(uint256 index)
        external
        pure
        returns (string memory, string memory, string memory, uint256, uint256);
    /// @return Organisation, its parent, its topmost parent, level, status (0: unknown).
    function getOrgDetails(string calldata orgId)
        external
        pure
        returns (string memory, string memory, string memory, uint256, uint256);
    /// @return None.
    function getSubOrgIndexes(string calldata orgId) external pure returns (uint256[] memory);
    /// @notice Nothing waits for a vote.
    function getPendingOp(string calldata orgId)
        external
        pure
        returns (string memory, string memory, address, uint256);
}
