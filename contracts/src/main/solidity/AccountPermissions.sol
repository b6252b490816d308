// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccountPermissions} from "./IAccountPermissions.sol";

/// @title AccountPermissions
/// @notice Accounts and nodes of a permissioned GoQuorum network.
/// @dev The documentation of the functions is on the interface. There is no constructor: a genesis block has none. Its
/// `alloc` holds the slots below instead, and `PermissionStorage` on the Java side writes them, so their order and packing
/// are an interface: a test compares the two.
contract AccountPermissions is IAccountPermissions {
    /* CONSTANTS */

    /// @notice The one organisation.
    string public constant ORG = "FEDQUORUM";

    // The numbers are GoQuorum's.
    uint8 private constant ACTIVE = 2;
    uint8 private constant NODE_DEACTIVATED = 3;
    uint8 private constant ACCOUNT_SUSPENDED = 4;
    uint256 private constant FULL_ACCESS = 3;
    uint256 private constant PAY_AND_CALL = 5;
    uint256 private constant TAKE_AWAY = 1;
    uint256 private constant GIVE_BACK = 2;

    // A role's index in the list of roles.
    uint8 private constant ADMIN = 0;
    uint8 private constant COORDINATOR = 1;
    uint8 private constant MEMBER = 2;
    uint256 private constant ROLES = 3;

    uint256 private constant ENODE_ID_DIGITS = 128;

    /* STORAGE */

    struct Account {
        uint8 status;
        uint8 role;
    }

    struct Node {
        string enodeId;
        string ip;
        uint16 port;
        uint8 status;
    }

    /// @dev Slot 0.
    address[] private accountList;
    /// @dev Slot 1.
    mapping(address account => Account) private accounts;
    /// @dev Slot 2.
    Node[] private nodes;
    /// @dev Slot 3. The place in `nodes`, from 1; 0 is unknown.
    mapping(bytes32 enodeIdHash => uint256) private nodePlaces;

    /* MODIFIERS */

    modifier administers(string calldata orgId) {
        Account memory caller = accounts[msg.sender];
        if (caller.status != ACTIVE || caller.role != ADMIN) revert NotAdministrator(msg.sender);
        if (!_same(orgId, ORG)) revert UnknownOrganisation(orgId);
        _;
    }

    /* WHAT NODES ASK */

    /// @inheritdoc IAccountPermissions
    function transactionAllowed(address sender, address target, uint256, uint256, uint256, bytes calldata)
        external
        view
        returns (bool)
    {
        Account memory account = accounts[sender];
        return account.status == ACTIVE && (account.role != MEMBER || target != address(0));
    }

    /// @inheritdoc IAccountPermissions
    function connectionAllowed(string calldata enodeId, string calldata, uint16) external view returns (bool) {
        uint256 place = nodePlaces[keccak256(bytes(enodeId))];
        return place != 0 && nodes[place - 1].status == ACTIVE;
    }

    /// @inheritdoc IAccountPermissions
    function getNetworkBootStatus() external pure returns (bool) {
        return true;
    }

    /* ADMINISTRATION */

    /// @inheritdoc IAccountPermissions
    function assignAccountRole(address account, string calldata orgId, string calldata roleId)
        external
        administers(orgId)
    {
        if (account == msg.sender) revert OwnEntry(account);

        uint8 role = _role(roleId);
        if (accounts[account].status == 0) accountList.push(account);
        accounts[account] = Account(ACTIVE, role);
        emit AccountAccessModified(account, orgId, roleId, role == ADMIN, ACTIVE);
    }

    /// @inheritdoc IAccountPermissions
    function updateAccountStatus(string calldata orgId, address account, uint256 action) external administers(orgId) {
        if (account == msg.sender) revert OwnEntry(account);
        if (accounts[account].status == 0) revert UnknownAccount(account);

        uint8 status = _status(action, ACCOUNT_SUSPENDED);
        accounts[account].status = status;
        emit AccountStatusChanged(account, orgId, status);
    }

    /// @inheritdoc IAccountPermissions
    function addNode(string calldata orgId, string calldata enodeId, string calldata ip, uint16 port, uint16)
        external
        administers(orgId)
    {
        _requireEnodeId(bytes(enodeId));

        _list(Node(enodeId, ip, port, ACTIVE));
        emit NodeApproved(enodeId, ip, port, 0, ORG);
    }

    /// @inheritdoc IAccountPermissions
    function updateNodeStatus(
        string calldata orgId,
        string calldata enodeId,
        string calldata,
        uint16,
        uint16,
        uint256 action
    ) external administers(orgId) {
        _update(enodeId, _status(action, NODE_DEACTIVATED));
    }

    /* LISTS */

    /// @inheritdoc IAccountPermissions
    function getNumberOfAccounts() external view returns (uint256) {
        return accountList.length;
    }

    /// @inheritdoc IAccountPermissions
    function getAccountDetailsFromIndex(uint256 index)
        external
        view
        returns (address, string memory, string memory, uint256, bool)
    {
        return getAccountDetails(accountList[index]);
    }

    /// @inheritdoc IAccountPermissions
    function getAccountDetails(address account)
        public
        view
        returns (address, string memory, string memory, uint256, bool)
    {
        Account memory known = accounts[account];
        if (known.status == 0) return (account, "", "", 0, false);
        return (account, ORG, _roleName(known.role), known.status, known.role == ADMIN);
    }

    /// @inheritdoc IAccountPermissions
    function getNumberOfNodes() external view returns (uint256) {
        return nodes.length;
    }

    /// @inheritdoc IAccountPermissions
    function getNodeDetailsFromIndex(uint256 index)
        external
        view
        returns (string memory, string memory, string memory, uint16, uint16, uint256)
    {
        Node memory node = nodes[index];
        return (ORG, node.enodeId, node.ip, node.port, 0, node.status);
    }

    /// @inheritdoc IAccountPermissions
    function getNodeDetails(string calldata enodeId)
        external
        view
        returns (string memory, string memory, string memory, uint16, uint16, uint256)
    {
        uint256 place = nodePlaces[keccak256(bytes(enodeId))];
        if (place == 0) return ("", enodeId, "", 0, 0, 0);
        Node memory node = nodes[place - 1];
        return (ORG, node.enodeId, node.ip, node.port, 0, node.status);
    }

    /// @inheritdoc IAccountPermissions
    function getNumberOfRoles() external pure returns (uint256) {
        return ROLES;
    }

    /// @inheritdoc IAccountPermissions
    function getRoleDetailsFromIndex(uint256 index)
        external
        pure
        returns (string memory, string memory, uint256, bool, bool, bool)
    {
        if (index >= ROLES) revert UnknownRole("");
        return _roleDetails(uint8(index));
    }

    /// @inheritdoc IAccountPermissions
    function getRoleDetails(string calldata roleId, string calldata)
        external
        pure
        returns (string memory, string memory, uint256, bool, bool, bool)
    {
        return _roleDetails(_role(roleId));
    }

    /// @inheritdoc IAccountPermissions
    function getNumberOfOrgs() external pure returns (uint256) {
        return 1;
    }

    /// @inheritdoc IAccountPermissions
    function getOrgInfo(uint256) external pure returns (string memory, string memory, string memory, uint256, uint256) {
        return (ORG, "", ORG, 1, ACTIVE);
    }

    /// @inheritdoc IAccountPermissions
    function getOrgDetails(string calldata orgId)
        external
        pure
        returns (string memory, string memory, string memory, uint256, uint256)
    {
        return (orgId, "", orgId, 1, _same(orgId, ORG) ? ACTIVE : 0);
    }

    /// @inheritdoc IAccountPermissions
    function getSubOrgIndexes(string calldata) external pure returns (uint256[] memory) {
        return new uint256[](0);
    }

    /// @inheritdoc IAccountPermissions
    function getPendingOp(string calldata) external pure returns (string memory, string memory, address, uint256) {
        return ("", "", address(0), 0);
    }

    /* INTERNAL */

    function _list(Node memory node) private {
        bytes32 key = keccak256(bytes(node.enodeId));
        uint256 place = nodePlaces[key];
        if (place == 0) {
            nodes.push(node);
            nodePlaces[key] = nodes.length;
        } else {
            nodes[place - 1] = node;
        }
    }

    function _update(string calldata enodeId, uint8 status) private {
        uint256 place = nodePlaces[keccak256(bytes(enodeId))];
        if (place == 0) revert UnknownNode(enodeId);

        Node storage node = nodes[place - 1];
        node.status = status;
        // As it was listed: GoQuorum finds the entry of its file by the whole address.
        if (status == ACTIVE) emit NodeActivated(enodeId, node.ip, node.port, 0, ORG);
        else emit NodeDeactivated(enodeId, node.ip, node.port, 0, ORG);
    }

    function _roleDetails(uint8 role)
        private
        pure
        returns (string memory, string memory, uint256, bool, bool, bool)
    {
        return (_roleName(role), ORG, role == MEMBER ? PAY_AND_CALL : FULL_ACCESS, role == ADMIN, role == ADMIN, true);
    }

    function _roleName(uint8 role) private pure returns (string memory) {
        if (role == ADMIN) return "ADMIN";
        return role == COORDINATOR ? "COORDINATOR" : "MEMBER";
    }

    function _role(string calldata name) private pure returns (uint8) {
        for (uint8 role = 0; role < ROLES; ++role) {
            if (_same(name, _roleName(role))) return role;
        }
        revert UnknownRole(name);
    }

    function _status(uint256 action, uint8 takenAway) private pure returns (uint8) {
        if (action == TAKE_AWAY) return takenAway;
        if (action == GIVE_BACK) return ACTIVE;
        revert UnknownAction(action);
    }

    function _requireEnodeId(bytes calldata enodeId) private pure {
        bool ok = enodeId.length == ENODE_ID_DIGITS;
        for (uint256 i = 0; ok && i < ENODE_ID_DIGITS; ++i) {
            bytes1 c = enodeId[i];
            ok = (c >= "0" && c <= "9") || (c >= "a" && c <= "f");
        }
        if (!ok) revert MalformedEnodeId(string(enodeId));
    }

    function _same(string calldata left, string memory right) private pure returns (bool) {
        return keccak256(bytes(left)) == keccak256(bytes(right));
    }
}
