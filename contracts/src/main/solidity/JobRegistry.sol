// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {IJobRegistry} from "./IJobRegistry.sol";
import {IWorkerRegistry} from "./IWorkerRegistry.sol";

/// @title JobRegistry
/// @notice Trainings, their escrow and their rounds.
/// @dev The documentation of the functions is on the interface. Liabilities are counted, never read from the balance,
/// so Ether forced into the contract changes nothing.
contract JobRegistry is IJobRegistry, AccessControl, Pausable {
    /* CONSTANTS */

    /// @notice May create trainings and run their rounds. `DEFAULT_ADMIN_ROLE` administers roles.
    bytes32 public constant PUBLISHER_ROLE = keccak256("PUBLISHER_ROLE");
    /// @notice May pause and unpause.
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");
    /// @notice Separates commitments from anything else that is hashed.
    bytes32 public constant COMMITMENT_DOMAIN = keccak256("FedQuorum.commitment.v1");

    /// @notice The shortest commit or reveal window, in seconds: several blocks, as validators choose timestamps.
    uint256 public constant MIN_WINDOW = 5 seconds;
    /// @notice The longest commit or reveal window, and the time to assign a round.
    uint256 public constant MAX_WINDOW = 7 days;
    /// @notice How long a round must be stuck before the training's creator may close it without a publisher.
    uint256 public constant CLOSE_GRACE = 7 days;
    /// @notice The most digests of one reveal.
    uint256 public constant MAX_DIGESTS = 256;
    /// @notice The longest proof: room for 2^32 workers.
    uint256 public constant MAX_PROOF = 32;
    /// @notice The gas that a payment gives its receiver; one that needs more withdraws.
    uint256 public constant PAYMENT_GAS = 50_000;

    /* STORAGE */

    /// @dev One slot: all that `commit`, `reveal` and `settle` need to know of the open round.
    struct Round {
        Phase phase;
        uint32 number;
        uint64 openedAt;
        uint40 deadline;
        uint32 revealSeconds;
    }

    /// @dev Ordered so that each frequent call touches few slots, and later rounds rewrite the slots of earlier ones.
    struct State {
        Round round;
        uint128 totalEarned;
        uint128 funded;
        bytes32 payoutRoot;
        uint128 paid;
        uint128 slashed;
        bytes32 seedCommitment;
        address creator;
        uint256 refunded;
    }

    struct Delivery {
        uint128 paid;
        uint128 slashed;
    }

    /// @inheritdoc IJobRegistry
    IWorkerRegistry public immutable workers;
    /// @inheritdoc IJobRegistry
    uint256 public trainingCount;
    /// @inheritdoc IJobRegistry
    mapping(uint256 id => mapping(uint32 round => mapping(address worker => bytes32))) public commitmentOf;
    /// @inheritdoc IJobRegistry
    mapping(address account => uint256) public withdrawable;

    mapping(uint256 id => State) private states;
    mapping(uint256 id => mapping(address account => Delivery)) private deliveries;

    /* CONSTRUCTOR */

    /// @param admin Administers roles.
    /// @param publisher Creates trainings and runs their rounds.
    /// @param pauser May pause.
    /// @param workers_ The registry of the workers, whose admin must name this contract as its job registry.
    constructor(address admin, address publisher, address pauser, IWorkerRegistry workers_) {
        if (admin == address(0) || publisher == address(0) || pauser == address(0)) revert ZeroAddress();
        if (address(workers_) == address(0)) revert ZeroAddress();

        workers = workers_;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        _grantRole(PUBLISHER_ROLE, publisher);
        _grantRole(PAUSER_ROLE, pauser);
    }

    /// @dev Takes what the worker registry slashes; the caller of `slash` books it.
    receive() external payable {
        if (msg.sender != address(workers)) revert UnexpectedEther(msg.sender);
    }

    /* TRAININGS */

    /// @inheritdoc IJobRegistry
    function createTraining(bytes32 specDigest)
        external
        payable
        onlyRole(PUBLISHER_ROLE)
        whenNotPaused
        returns (uint256 id)
    {
        if (specDigest == 0) revert ZeroDigest();

        id = ++trainingCount;
        State storage state = states[id];
        state.creator = msg.sender;
        state.round.phase = Phase.Idle;
        emit TrainingCreated(id, msg.sender, specDigest, msg.value);
        if (msg.value != 0) _fund(state, id);
    }

    /// @inheritdoc IJobRegistry
    function fund(uint256 id) external payable {
        State storage state = _state(id);
        if (state.round.phase == Phase.Closed) revert WrongPhase(Phase.Closed);
        if (msg.value == 0) revert ZeroAmount();

        _fund(state, id);
    }

    /// @inheritdoc IJobRegistry
    function close(uint256 id) external {
        State storage state = _state(id);
        Round memory round = state.round;
        bool isCreator = msg.sender == state.creator;
        if (!isCreator && !hasRole(PUBLISHER_ROLE, msg.sender)) revert NotPublisherNorCreator(msg.sender);
        if (round.phase == Phase.Closed) revert WrongPhase(Phase.Closed);

        if (round.phase != Phase.Idle) {
            if (!isCreator) revert WrongPhase(round.phase);
            uint256 stuckAt = uint256(round.deadline) + CLOSE_GRACE;
            if (block.timestamp <= stuckAt) revert WindowOpen(stuckAt);
            emit RoundAbandoned(id, round.number);
        }
        state.round.phase = Phase.Closed;
        emit TrainingClosed(id);
    }

    /// @inheritdoc IJobRegistry
    function refund(uint256 id) external {
        State storage state = _state(id);
        if (state.round.phase != Phase.Closed) revert WrongPhase(state.round.phase);
        uint256 amount = _refundable(state);
        if (amount == 0) revert NothingToRefund(id);

        address creator = state.creator;
        state.refunded += amount;
        emit Refunded(id, creator, amount);
        _send(creator, amount);
    }

    /* ROUNDS */

    /// @inheritdoc IJobRegistry
    function openRound(uint256 id, uint32 round, bytes32 modelDigest, bytes32 jobListDigest, bytes32 seedCommitment)
        external
        onlyRole(PUBLISHER_ROLE)
        whenNotPaused
    {
        State storage state = _state(id);
        Round memory last = state.round;
        if (last.phase != Phase.Idle) revert WrongPhase(last.phase);
        if (round != last.number + 1) revert WrongRound(round, last.number + 1);
        if (modelDigest == 0 || jobListDigest == 0 || seedCommitment == 0) revert ZeroDigest();

        state.round = Round({
            phase: Phase.Opened,
            number: round,
            openedAt: uint64(block.number),
            deadline: uint40(block.timestamp + MAX_WINDOW),
            revealSeconds: 0
        });
        state.seedCommitment = seedCommitment;
        emit RoundOpened(id, round, modelDigest, jobListDigest, seedCommitment);
    }

    /// @inheritdoc IJobRegistry
    function assign(
        uint256 id,
        uint32 round,
        bytes32 seed,
        bytes32 assignmentDigest,
        uint32 commitSeconds,
        uint32 revealSeconds
    ) external onlyRole(PUBLISHER_ROLE) whenNotPaused {
        State storage state = states[id];
        Round memory current = _round(state, id, round, Phase.Opened);
        bytes32 seedCommitment = state.seedCommitment;
        if (keccak256(abi.encodePacked(seed)) != seedCommitment) revert WrongSeed(seedCommitment);
        if (assignmentDigest == 0) revert ZeroDigest();
        _checkWindow(commitSeconds);
        _checkWindow(revealSeconds);

        current.phase = Phase.Committing;
        current.deadline = uint40(block.timestamp + commitSeconds);
        current.revealSeconds = revealSeconds;
        state.round = current;
        emit RoundAssigned(id, round, seed, assignmentDigest, current.deadline, revealSeconds);
    }

    /// @inheritdoc IJobRegistry
    function commit(uint256 id, uint32 round, bytes32 commitment) external {
        Round memory current = _round(states[id], id, round, Phase.Committing);
        if (block.timestamp > current.deadline) revert WindowClosed(current.deadline);
        if (commitment == 0) revert ZeroDigest();
        uint256 joinedAt = workers.activeSince(msg.sender);
        if (joinedAt == 0) revert NotActiveWorker(msg.sender);
        if (joinedAt >= current.openedAt) revert JoinedTooLate(joinedAt, current.openedAt);
        mapping(address => bytes32) storage commitments = commitmentOf[id][round];
        if (commitments[msg.sender] != 0) revert AlreadyCommitted(msg.sender);

        commitments[msg.sender] = commitment;
        emit Committed(id, round, msg.sender, commitment);
    }

    /// @inheritdoc IJobRegistry
    function openReveal(uint256 id, uint32 round) external {
        State storage state = states[id];
        Round memory current = _round(state, id, round, Phase.Committing);
        if (block.timestamp <= current.deadline && !hasRole(PUBLISHER_ROLE, msg.sender)) {
            revert WindowOpen(current.deadline);
        }

        current.phase = Phase.Revealing;
        current.deadline = uint40(block.timestamp + current.revealSeconds);
        state.round = current;
        emit RevealOpened(id, round, current.deadline);
    }

    /// @inheritdoc IJobRegistry
    function reveal(uint256 id, uint32 round, bytes32 salt, bytes32[] calldata digests) external {
        Round memory current = _round(states[id], id, round, Phase.Revealing);
        if (block.timestamp > current.deadline) revert WindowClosed(current.deadline);
        if (digests.length == 0 || digests.length > MAX_DIGESTS) {
            revert DigestCountOutOfRange(digests.length, MAX_DIGESTS);
        }
        mapping(address => bytes32) storage commitments = commitmentOf[id][round];
        bytes32 commitment = commitments[msg.sender];
        if (commitment != computeCommitment(id, round, msg.sender, salt, digests)) {
            revert CommitmentMismatch(commitment);
        }

        delete commitments[msg.sender];
        emit Revealed(id, round, msg.sender, salt, digests);
    }

    /// @inheritdoc IJobRegistry
    function settle(
        uint256 id,
        uint32 round,
        bytes32 newModelDigest,
        bytes32 verdictDigest,
        bytes32 payoutRoot,
        uint256 totalEarned
    ) external onlyRole(PUBLISHER_ROLE) {
        State storage state = states[id];
        _round(state, id, round, Phase.Revealing);
        if (newModelDigest == 0 || verdictDigest == 0) revert ZeroDigest();
        if (totalEarned < state.totalEarned) revert EarnedDecreased(totalEarned, state.totalEarned);
        if (totalEarned > state.funded) revert EscrowTooSmall(totalEarned, state.funded);

        state.round.phase = Phase.Idle;
        state.totalEarned = uint128(totalEarned);
        state.payoutRoot = payoutRoot;
        emit RoundSettled(id, round, newModelDigest, verdictDigest, payoutRoot, totalEarned);
    }

    /// @inheritdoc IJobRegistry
    function abandonRound(uint256 id, uint32 round) external onlyRole(PUBLISHER_ROLE) {
        State storage state = _state(id);
        Round memory current = state.round;
        if (current.phase == Phase.Idle || current.phase == Phase.Closed) revert WrongPhase(current.phase);
        if (round != current.number) revert WrongRound(round, current.number);

        state.round.phase = Phase.Idle;
        emit RoundAbandoned(id, round);
    }

    /* PAYMENT */

    /// @inheritdoc IJobRegistry
    function claim(
        uint256 id,
        uint256 index,
        address account,
        uint256 earned,
        uint256 slashed,
        bytes32[] calldata proof
    ) external {
        State storage state = states[id];
        if (proof.length > MAX_PROOF) revert ProofTooLong(proof.length, MAX_PROOF);
        bytes32 root = state.payoutRoot;
        bytes32 leaf = payoutLeaf(index, id, account, earned, slashed);
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert WrongProof(root);

        Delivery storage delivery = deliveries[id][account];
        uint256 payment = _due(earned, delivery.paid);
        uint256 penalty = _slash(state, delivery, account, slashed);
        if (payment == 0 && penalty == 0) revert NothingToClaim(account);

        emit Claimed(id, account, payment, penalty);
        if (payment != 0) _pay(state, delivery, account, payment);
    }

    /// @inheritdoc IJobRegistry
    function withdraw() external {
        uint256 amount = withdrawable[msg.sender];
        if (amount == 0) revert NothingToWithdraw(msg.sender);

        withdrawable[msg.sender] = 0;
        emit Withdrawn(msg.sender, amount);
        _send(msg.sender, amount);
    }

    /* ADMINISTRATION */

    /// @inheritdoc IJobRegistry
    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
    }

    /// @inheritdoc IJobRegistry
    function unpause() external onlyRole(PAUSER_ROLE) {
        _unpause();
    }

    /* VIEWS */

    /// @inheritdoc IJobRegistry
    function training(uint256 id) external view returns (Training memory) {
        State memory state = states[id];
        return Training({
            creator: state.creator,
            phase: state.round.phase,
            round: state.round.number,
            openedAt: state.round.openedAt,
            deadline: state.round.deadline,
            revealSeconds: state.round.revealSeconds,
            seedCommitment: state.seedCommitment,
            payoutRoot: state.payoutRoot,
            funded: state.funded,
            totalEarned: state.totalEarned,
            paid: state.paid,
            slashed: state.slashed,
            refunded: state.refunded
        });
    }

    /// @inheritdoc IJobRegistry
    function delivered(uint256 id, address account) external view returns (uint256 paid, uint256 slashed) {
        Delivery memory delivery = deliveries[id][account];
        return (delivery.paid, delivery.slashed);
    }

    /// @inheritdoc IJobRegistry
    function refundable(uint256 id) external view returns (uint256) {
        State storage state = _state(id);
        return state.round.phase == Phase.Closed ? _refundable(state) : 0;
    }

    /// @inheritdoc IJobRegistry
    function computeCommitment(uint256 id, uint32 round, address worker, bytes32 salt, bytes32[] calldata digests)
        public
        view
        returns (bytes32)
    {
        bytes32 results = keccak256(abi.encodePacked(digests));
        return keccak256(
            abi.encode(COMMITMENT_DOMAIN, block.chainid, address(this), id, round, worker, results, salt)
        );
    }

    /// @inheritdoc IJobRegistry
    function payoutLeaf(uint256 index, uint256 id, address account, uint256 earned, uint256 slashed)
        public
        pure
        returns (bytes32)
    {
        return keccak256(bytes.concat(keccak256(abi.encode(index, id, account, earned, slashed))));
    }

    /* INTERNAL */

    function _state(uint256 id) private view returns (State storage state) {
        state = states[id];
        if (state.round.phase == Phase.None) revert UnknownTraining(id);
    }

    /// @dev The open round, if it is the one the caller means and in the phase that the call needs.
    function _round(State storage state, uint256 id, uint32 round, Phase phase)
        private
        view
        returns (Round memory current)
    {
        current = state.round;
        if (current.phase == Phase.None) revert UnknownTraining(id);
        if (round != current.number) revert WrongRound(round, current.number);
        if (current.phase != phase) revert WrongPhase(current.phase);
    }

    function _checkWindow(uint256 length) private pure {
        if (length < MIN_WINDOW || length > MAX_WINDOW) revert WindowOutOfRange(length, MIN_WINDOW, MAX_WINDOW);
    }

    function _fund(State storage state, uint256 id) private {
        uint256 funded = state.funded + msg.value;
        if (funded > type(uint128).max) revert AmountTooLarge(funded);

        state.funded = uint128(funded);
        emit TrainingFunded(id, msg.sender, msg.value, funded);
    }

    function _refundable(State storage state) private view returns (uint256) {
        return uint256(state.funded) - state.totalEarned + state.slashed - state.refunded;
    }

    /// @dev A later root may say less than was delivered: then nothing is due, and nothing is taken back.
    function _due(uint256 total, uint256 done) private pure returns (uint256) {
        return total > done ? total - done : 0;
    }

    /// @dev Slashes what the verdicts say and the stake holds, and books what came. The worker registry is trusted:
    /// it calls nobody but this contract.
    function _slash(State storage state, Delivery storage delivery, address account, uint256 total)
        private
        returns (uint256 penalty)
    {
        uint256 due = _due(total, delivery.slashed);
        if (due == 0) return 0;

        penalty = workers.slash(account, due);
        if (penalty == 0) return 0;
        delivery.slashed += uint128(penalty);
        state.slashed += uint128(penalty);
    }

    /// @dev Books before it sends. A refused payment is kept for the account, so that nobody's refusal blocks others.
    function _pay(State storage state, Delivery storage delivery, address account, uint256 payment) private {
        uint256 remaining = state.totalEarned - state.paid;
        if (payment > remaining) revert PayoutsExceedTotal(payment, remaining);

        state.paid += uint128(payment);
        delivery.paid += uint128(payment);
        (bool sent,) = account.call{value: payment, gas: PAYMENT_GAS}("");
        if (sent) return;

        withdrawable[account] += payment;
        emit PaymentDeferred(account, payment);
    }

    function _send(address receiver, uint256 amount) private {
        (bool sent,) = receiver.call{value: amount}("");
        if (!sent) revert TransferFailed(receiver, amount);
    }
}
