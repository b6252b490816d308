// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title IWorkerRegistry
/// @notice The workers of a network: who may join, who is in, with what stake, and how many are active.
/// @dev An address becomes a *member* by `join` and stops being one by `withdraw`. A member is *active* while it is not
/// leaving, its stake is at least `minStake`, and it is approved where approval is required. Only active members are
/// counted and may commit results.
interface IWorkerRegistry {
    /* TYPES */

    /// @notice What the registry knows of one address.
    /// @param stake What the worker has at stake, in wei. A member whose stake was slashed to zero is still a member.
    /// @param profile The numeric profile that the worker's results are comparable within.
    /// @param joinedAt The number of the block in which it joined; zero when it is not a member.
    /// @param leavingAt The time, in seconds, from which the stake may be withdrawn; zero unless it is leaving.
    /// @param approved Whether it is on the allow-list.
    /// @param active Whether it is active.
    struct Worker {
        uint256 stake;
        bytes32 profile;
        uint256 joinedAt;
        uint256 leavingAt;
        bool approved;
        bool active;
    }

    /* ERRORS */

    /// @notice An address that must be set is zero.
    error ZeroAddress();
    /// @notice The numeric profile is zero.
    error ZeroProfile();
    /// @notice The call carries no Ether.
    error ZeroAmount();
    /// @notice The cool-down is longer than `maximum` seconds.
    error CooldownTooLong(uint256 cooldown, uint256 maximum);
    /// @notice A list of addresses, or a page of them, is longer than `maximum`.
    error BatchTooLarge(uint256 length, uint256 maximum);
    /// @notice The job registry is set already: it can be set once.
    error JobRegistryAlreadySet(address jobRegistry);
    /// @notice Only the job registry may call this.
    error NotJobRegistry(address caller);
    /// @notice The worker is not on the allow-list.
    error NotApproved(address worker);
    /// @notice The address has joined already, or has left and not yet withdrawn.
    error AlreadyMember(address worker);
    /// @notice The address has not joined.
    error NotMember(address worker);
    /// @notice The stake is below the minimum.
    error StakeTooLow(uint256 stake, uint256 minimum);
    /// @notice The stake is larger than the registry can count.
    error StakeTooLarge(uint256 stake);
    /// @notice The worker is leaving since before.
    error AlreadyLeaving(address worker);
    /// @notice The worker has not asked to leave.
    error NotLeaving(address worker);
    /// @notice The cool-down runs until `leavingAt`.
    error CoolingDown(uint256 leavingAt);
    /// @notice The receiver refused the Ether.
    error TransferFailed(address receiver, uint256 amount);

    /* EVENTS */

    /// @notice The contract that may slash was set.
    event JobRegistrySet(address indexed jobRegistry);
    /// @notice The allow-list was switched on or off.
    event ApprovalRequiredSet(bool required);
    /// @notice A worker was put on the allow-list.
    event WorkerApproved(address indexed worker);
    /// @notice A worker was taken off the allow-list.
    event WorkerRevoked(address indexed worker);
    /// @notice A worker became a member.
    event WorkerJoined(address indexed worker, bytes32 indexed profile, uint256 stake);
    /// @notice A member raised its stake.
    event StakeToppedUp(address indexed worker, uint256 amount, uint256 stake);
    /// @notice A member is leaving; its stake can be withdrawn from `leavingAt`.
    event WorkerLeaving(address indexed worker, uint256 leavingAt);
    /// @notice A member took its remaining stake and is a member no more.
    event StakeWithdrawn(address indexed worker, uint256 amount);
    /// @notice A member lost `amount` of its stake; `stake` is what remains.
    event WorkerSlashed(address indexed worker, uint256 amount, uint256 stake);
    /// @notice A member became active; `workerCount` counts it.
    event WorkerActivated(address indexed worker, uint256 workerCount);
    /// @notice A member ceased to be active; `workerCount` no longer counts it.
    event WorkerDeactivated(address indexed worker, uint256 workerCount);

    /* ADMINISTRATION */

    /// @notice Sets the contract that may slash. Only the admin, only once.
    function setJobRegistry(address jobRegistry) external;

    /// @notice Switches the allow-list on or off. Only the admin.
    /// @dev Warning: it applies to whoever joins, tops up, is approved or is revoked afterwards. Members that are active
    /// without approval stay active until revoked.
    function setApprovalRequired(bool required) external;

    /// @notice Puts at most `MAX_BATCH` addresses on the allow-list, whether they have joined or not. Only the admin.
    function approve(address[] calldata workers) external;

    /// @notice Takes at most `MAX_BATCH` addresses off the allow-list. Only the admin. Where approval is required, a
    /// member that is revoked is no longer active; it can still leave and withdraw.
    function revoke(address[] calldata workers) external;

    /// @notice Stops `join` and `topUp`. Only a pauser. Leaving, withdrawing and slashing are never stopped.
    function pause() external;

    /// @notice Ends a pause. Only a pauser.
    function unpause() external;

    /* MEMBERSHIP */

    /// @notice Joins with the Ether sent as stake.
    /// @param numericProfile The digest of the worker's numeric profile.
    function join(bytes32 numericProfile) external payable;

    /// @notice Adds the Ether sent to the caller's stake.
    function topUp() external payable;

    /// @notice Ends the caller's activity at once and starts its cool-down, in which its stake can still be slashed.
    /// @dev Warning: a verdict that arrives after the cool-down finds no stake. Choose the cool-down longer than the
    /// longest round together with the delivery of its verdicts.
    function leave() external;

    /// @notice Pays the caller's remaining stake back after its cool-down. It may join again afterwards.
    function withdraw() external;

    /// @notice Takes up to `amount` from a worker's stake and sends it to the job registry. Only the job registry.
    /// @dev It never reverts for want of stake: it takes what is there.
    /// @return slashed What was taken, in wei.
    function slash(address worker, uint256 amount) external returns (uint256 slashed);

    /* VIEWS */

    /// @notice The number of active workers.
    function workerCount() external view returns (uint256);

    /// @notice The number of addresses that ever joined.
    function knownCount() external view returns (uint256);

    /// @notice The state of one address; all zero when it never joined and is not approved.
    function worker(address account) external view returns (Worker memory);

    /// @notice Whether an address is an active worker.
    function isActive(address account) external view returns (bool);

    /// @notice The number of the block in which an active worker joined; zero for any address that is not active.
    function activeSince(address account) external view returns (uint256);

    /// @notice A page of the addresses that ever joined with their states, in the order in which they first joined.
    /// The order never changes.
    /// @param offset How many addresses to skip; beyond the end the page is empty.
    /// @param limit How many to return, at most `MAX_BATCH`.
    function workersAt(uint256 offset, uint256 limit)
        external
        view
        returns (address[] memory accounts, Worker[] memory states);

    /// @notice The least stake of an active worker, in wei.
    function minStake() external view returns (uint256);

    /// @notice The seconds between leaving and withdrawing.
    function cooldown() external view returns (uint256);

    /// @notice Whether a worker must be on the allow-list.
    function approvalRequired() external view returns (bool);

    /// @notice The contract that may slash; zero until it is set.
    function jobRegistry() external view returns (address);
}
