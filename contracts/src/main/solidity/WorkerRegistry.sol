// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {IWorkerRegistry} from "./IWorkerRegistry.sol";

/// @title WorkerRegistry
/// @notice The workers of a network, their stakes, and the counter of those that are active.
/// @dev The documentation of the functions is on the interface.
contract WorkerRegistry is IWorkerRegistry, AccessControl, Pausable {
    /* CONSTANTS */

    /// @notice May pause and unpause. `DEFAULT_ADMIN_ROLE` administers roles and the allow-list.
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");

    /// @notice The longest list that a call takes or returns.
    uint256 public constant MAX_BATCH = 100;

    /// @notice The longest cool-down: no deployment can lock stakes for ever.
    uint256 public constant MAX_COOLDOWN = 90 days;

    /* STORAGE */

    /// @dev One slot, so that `activeSince` costs one read.
    struct Member {
        uint128 stake;
        uint64 joinedAt;
        uint40 leavingAt;
        bool known;
        bool approved;
        bool active;
    }

    /// @inheritdoc IWorkerRegistry
    uint256 public immutable minStake;
    /// @inheritdoc IWorkerRegistry
    uint256 public immutable cooldown;
    /// @inheritdoc IWorkerRegistry
    uint256 public workerCount;
    /// @inheritdoc IWorkerRegistry
    address public jobRegistry;
    /// @inheritdoc IWorkerRegistry
    bool public approvalRequired;

    mapping(address account => Member) private members;
    mapping(address account => bytes32) private profiles;
    address[] private knownAccounts;

    /* CONSTRUCTOR */

    /// @param admin Administers roles and the allow-list, and sets the job registry.
    /// @param pauser May pause.
    /// @param minStake_ The least stake of an active worker, in wei.
    /// @param cooldown_ The seconds between leaving and withdrawing, at most `MAX_COOLDOWN`.
    /// @param approvalRequired_ Whether a worker must be on the allow-list.
    constructor(address admin, address pauser, uint256 minStake_, uint256 cooldown_, bool approvalRequired_) {
        if (admin == address(0) || pauser == address(0)) revert ZeroAddress();
        if (minStake_ == 0) revert ZeroAmount();
        if (cooldown_ > MAX_COOLDOWN) revert CooldownTooLong(cooldown_, MAX_COOLDOWN);

        minStake = minStake_;
        cooldown = cooldown_;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(PAUSER_ROLE, pauser);
        approvalRequired = approvalRequired_;
        emit ApprovalRequiredSet(approvalRequired_);
    }

    /* ADMINISTRATION */

    /// @inheritdoc IWorkerRegistry
    function setJobRegistry(address jobRegistry_) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (jobRegistry_ == address(0)) revert ZeroAddress();
        if (jobRegistry != address(0)) revert JobRegistryAlreadySet(jobRegistry);

        jobRegistry = jobRegistry_;
        emit JobRegistrySet(jobRegistry_);
    }

    /// @inheritdoc IWorkerRegistry
    function setApprovalRequired(bool required) external onlyRole(DEFAULT_ADMIN_ROLE) {
        approvalRequired = required;
        emit ApprovalRequiredSet(required);
    }

    /// @inheritdoc IWorkerRegistry
    function approve(address[] calldata workers) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (workers.length > MAX_BATCH) revert BatchTooLarge(workers.length, MAX_BATCH);

        for (uint256 i = 0; i < workers.length; ++i) {
            members[workers[i]].approved = true;
            emit WorkerApproved(workers[i]);
            _updateActive(workers[i]);
        }
    }

    /// @inheritdoc IWorkerRegistry
    function revoke(address[] calldata workers) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (workers.length > MAX_BATCH) revert BatchTooLarge(workers.length, MAX_BATCH);

        for (uint256 i = 0; i < workers.length; ++i) {
            members[workers[i]].approved = false;
            emit WorkerRevoked(workers[i]);
            _updateActive(workers[i]);
        }
    }

    /// @inheritdoc IWorkerRegistry
    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
    }

    /// @inheritdoc IWorkerRegistry
    function unpause() external onlyRole(PAUSER_ROLE) {
        _unpause();
    }

    /* MEMBERSHIP */

    /// @inheritdoc IWorkerRegistry
    function join(bytes32 numericProfile) external payable whenNotPaused {
        Member storage member = members[msg.sender];
        if (member.joinedAt != 0) revert AlreadyMember(msg.sender);
        if (numericProfile == 0) revert ZeroProfile();
        if (msg.value < minStake) revert StakeTooLow(msg.value, minStake);
        if (approvalRequired && !member.approved) revert NotApproved(msg.sender);

        member.stake = _toStake(msg.value);
        member.joinedAt = uint64(block.number);
        profiles[msg.sender] = numericProfile;
        if (!member.known) {
            member.known = true;
            knownAccounts.push(msg.sender);
        }
        emit WorkerJoined(msg.sender, numericProfile, msg.value);
        _updateActive(msg.sender);
    }

    /// @inheritdoc IWorkerRegistry
    function topUp() external payable whenNotPaused {
        Member storage member = _member(msg.sender);
        if (member.leavingAt != 0) revert AlreadyLeaving(msg.sender);
        if (msg.value == 0) revert ZeroAmount();

        uint256 stake = member.stake + msg.value;
        member.stake = _toStake(stake);
        emit StakeToppedUp(msg.sender, msg.value, stake);
        _updateActive(msg.sender);
    }

    /// @inheritdoc IWorkerRegistry
    function leave() external {
        Member storage member = _member(msg.sender);
        if (member.leavingAt != 0) revert AlreadyLeaving(msg.sender);

        uint256 leavingAt = block.timestamp + cooldown;
        member.leavingAt = uint40(leavingAt);
        emit WorkerLeaving(msg.sender, leavingAt);
        _updateActive(msg.sender);
    }

    /// @inheritdoc IWorkerRegistry
    function withdraw() external {
        Member storage member = _member(msg.sender);
        if (member.leavingAt == 0) revert NotLeaving(msg.sender);
        if (block.timestamp < member.leavingAt) revert CoolingDown(member.leavingAt);

        uint256 amount = member.stake;
        member.stake = 0;
        member.joinedAt = 0;
        member.leavingAt = 0;
        delete profiles[msg.sender];
        emit StakeWithdrawn(msg.sender, amount);
        _send(msg.sender, amount);
    }

    /// @inheritdoc IWorkerRegistry
    function slash(address account, uint256 amount) external returns (uint256 slashed) {
        if (msg.sender != jobRegistry) revert NotJobRegistry(msg.sender);

        Member storage member = members[account];
        uint256 stake = member.stake;
        slashed = amount < stake ? amount : stake;
        if (slashed == 0) return 0;

        member.stake = uint128(stake - slashed);
        emit WorkerSlashed(account, slashed, stake - slashed);
        _updateActive(account);
        _send(msg.sender, slashed);
    }

    /* VIEWS */

    /// @inheritdoc IWorkerRegistry
    function knownCount() external view returns (uint256) {
        return knownAccounts.length;
    }

    /// @inheritdoc IWorkerRegistry
    function worker(address account) external view returns (Worker memory) {
        return _worker(account);
    }

    /// @inheritdoc IWorkerRegistry
    function isActive(address account) external view returns (bool) {
        return members[account].active;
    }

    /// @inheritdoc IWorkerRegistry
    function activeSince(address account) external view returns (uint256) {
        Member storage member = members[account];
        return member.active ? member.joinedAt : 0;
    }

    /// @inheritdoc IWorkerRegistry
    function workersAt(uint256 offset, uint256 limit)
        external
        view
        returns (address[] memory accounts, Worker[] memory states)
    {
        if (limit > MAX_BATCH) revert BatchTooLarge(limit, MAX_BATCH);

        uint256 left = offset < knownAccounts.length ? knownAccounts.length - offset : 0;
        uint256 length = left < limit ? left : limit;
        accounts = new address[](length);
        states = new Worker[](length);
        for (uint256 i = 0; i < length; ++i) {
            accounts[i] = knownAccounts[offset + i];
            states[i] = _worker(accounts[i]);
        }
    }

    /* INTERNAL */

    /// @dev The one place that changes `active` and the counter: brings both in line with the member's state.
    function _updateActive(address account) private {
        Member storage member = members[account];
        bool active = member.joinedAt != 0 && member.leavingAt == 0 && member.stake >= minStake
            && (member.approved || !approvalRequired);
        if (active == member.active) return;

        member.active = active;
        if (active) emit WorkerActivated(account, ++workerCount);
        else emit WorkerDeactivated(account, --workerCount);
    }

    function _member(address account) private view returns (Member storage member) {
        member = members[account];
        if (member.joinedAt == 0) revert NotMember(account);
    }

    function _worker(address account) private view returns (Worker memory) {
        Member memory member = members[account];
        return Worker({
            stake: member.stake,
            profile: profiles[account],
            joinedAt: member.joinedAt,
            leavingAt: member.leavingAt,
            approved: member.approved,
            active: member.active
        });
    }

    function _toStake(uint256 stake) private pure returns (uint128) {
        if (stake > type(uint128).max) revert StakeTooLarge(stake);
        return uint128(stake);
    }

    /// @dev Last in its caller, after every change of state.
    function _send(address receiver, uint256 amount) private {
        (bool sent,) = receiver.call{value: amount}("");
        if (!sent) revert TransferFailed(receiver, amount);
    }
}
