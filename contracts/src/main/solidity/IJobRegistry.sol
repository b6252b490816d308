// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "./IWorkerRegistry.sol";

/// @title IJobRegistry
/// @notice Trainings, their escrow and their rounds: open, assign, commit, reveal, settle, claim, refund.
/// @dev A training has at most one open round. Digests that only readers need are in events, not in storage.
///
/// Warning: the publisher is trusted. It draws assignments, decides verdicts and posts payout roots. What it does is
/// recorded, so that anyone can recompute it and show a wrong one, but this contract does not prevent it. A thief of its
/// key can, until the admin revokes the role, direct the escrow of every training that is not closed, with what was
/// earned there and not yet delivered, and every stake. What no publisher can ever do: pay out more than a training's
/// escrow, take back what was delivered, lower the sum of what was earned, or touch a closed training's refund.
interface IJobRegistry {
    /* TYPES */

    /// @notice Where a training stands.
    /// None: it does not exist. Idle: no round is open. Opened: a round is open and not yet assigned. Committing:
    /// assigned workers commit. Revealing: workers reveal. Closed: no further round; claims and refunds go on.
    enum Phase {
        None,
        Idle,
        Opened,
        Committing,
        Revealing,
        Closed
    }

    /// @notice The state of one training. Amounts are in wei and only ever grow.
    /// @param creator Who created it, and who gets its refunds.
    /// @param phase Where it stands.
    /// @param round The last round that was opened, zero before the first.
    /// @param openedAt The number of the block in which that round was opened.
    /// @param deadline The time, in seconds, at which the phase of the open round ends.
    /// @param revealSeconds The length of the reveal window of the open round.
    /// @param seedCommitment The hash of the seed of the round's assignment.
    /// @param payoutRoot The Merkle root of the cumulative payouts; zero before the first settlement.
    /// @param funded What was paid in.
    /// @param totalEarned What settled rounds let workers claim.
    /// @param paid What workers have claimed of it.
    /// @param slashed What was taken from stakes by its verdicts.
    /// @param refunded What went back to the creator.
    struct Training {
        address creator;
        Phase phase;
        uint32 round;
        uint256 openedAt;
        uint256 deadline;
        uint256 revealSeconds;
        bytes32 seedCommitment;
        bytes32 payoutRoot;
        uint256 funded;
        uint256 totalEarned;
        uint256 paid;
        uint256 slashed;
        uint256 refunded;
    }

    /* ERRORS */

    /// @notice An address that must be set is zero.
    error ZeroAddress();
    /// @notice A digest or a commitment that must be set is zero.
    error ZeroDigest();
    /// @notice The call carries no Ether.
    error ZeroAmount();
    /// @notice The amount is larger than the contract can count.
    error AmountTooLarge(uint256 amount);
    /// @notice There is no training with this number.
    error UnknownTraining(uint256 id);
    /// @notice The training is in phase `actual`, which does not allow the call.
    error WrongPhase(Phase actual);
    /// @notice The round is not `expected`.
    error WrongRound(uint32 round, uint32 expected);
    /// @notice The seed is not the one committed to.
    error WrongSeed(bytes32 seedCommitment);
    /// @notice A window is not between `minimum` and `maximum` seconds.
    error WindowOutOfRange(uint256 seconds_, uint256 minimum, uint256 maximum);
    /// @notice The window of the phase has closed at `deadline`.
    error WindowClosed(uint256 deadline);
    /// @notice The window of the phase is open until `deadline`.
    error WindowOpen(uint256 deadline);
    /// @notice The caller is not an active worker.
    error NotActiveWorker(address caller);
    /// @notice The worker joined in block `joinedAt`, not before the round was opened in block `openedAt`.
    error JoinedTooLate(uint256 joinedAt, uint256 openedAt);
    /// @notice The worker has committed in this round.
    error AlreadyCommitted(address worker);
    /// @notice The number of digests is not between 1 and `maximum`.
    error DigestCountOutOfRange(uint256 count, uint256 maximum);
    /// @notice The digests and the salt are not those that the caller committed to, or it has none unrevealed.
    error CommitmentMismatch(bytes32 commitment);
    /// @notice What was earned before cannot be taken back.
    error EarnedDecreased(uint256 totalEarned, uint256 previous);
    /// @notice The escrow does not cover what was earned.
    error EscrowTooSmall(uint256 totalEarned, uint256 funded);
    /// @notice The proof is longer than `maximum`.
    error ProofTooLong(uint256 length, uint256 maximum);
    /// @notice The proof does not lead to the payout root.
    error WrongProof(bytes32 payoutRoot);
    /// @notice All that the leaf gives was delivered, and there is no stake left to slash.
    error NothingToClaim(address account);
    /// @notice The leaves of the root sum to more than its total, of which `remaining` is not yet paid.
    error PayoutsExceedTotal(uint256 payment, uint256 remaining);
    /// @notice Only a publisher, or the training's creator when it may, can do this.
    error NotPublisherNorCreator(address caller);
    /// @notice There is nothing to refund.
    error NothingToRefund(uint256 id);
    /// @notice There is nothing to withdraw.
    error NothingToWithdraw(address account);
    /// @notice The receiver refused the Ether.
    error TransferFailed(address receiver, uint256 amount);
    /// @notice Ether comes in by `createTraining` and `fund`, and by slashing, and in no other way.
    error UnexpectedEther(address sender);

    /* EVENTS */

    /// @notice A training was created with its first `funds`. `specDigest` names its full description.
    event TrainingCreated(uint256 indexed id, address indexed creator, bytes32 specDigest, uint256 funds);
    /// @notice Ether was added to a training's escrow; `funded` is the sum of all that was.
    event TrainingFunded(uint256 indexed id, address indexed funder, uint256 amount, uint256 funded);
    /// @notice A round was opened.
    event RoundOpened(
        uint256 indexed id, uint32 indexed round, bytes32 modelDigest, bytes32 jobListDigest, bytes32 seedCommitment
    );
    /// @notice A round's jobs were assigned; commitments are taken up to `commitDeadline`.
    event RoundAssigned(
        uint256 indexed id,
        uint32 indexed round,
        bytes32 seed,
        bytes32 assignmentDigest,
        uint256 commitDeadline,
        uint256 revealSeconds
    );
    /// @notice A worker committed to its results.
    event Committed(uint256 indexed id, uint32 indexed round, address indexed worker, bytes32 commitment);
    /// @notice Commitments are no longer taken; reveals are, up to `revealDeadline`.
    event RevealOpened(uint256 indexed id, uint32 indexed round, uint256 revealDeadline);
    /// @notice A worker revealed its results, in the order of its assigned jobs.
    event Revealed(uint256 indexed id, uint32 indexed round, address indexed worker, bytes32 salt, bytes32[] digests);
    /// @notice A round was settled.
    event RoundSettled(
        uint256 indexed id,
        uint32 indexed round,
        bytes32 newModelDigest,
        bytes32 verdictDigest,
        bytes32 payoutRoot,
        uint256 totalEarned
    );
    /// @notice A round ended without a result; nothing was earned in it.
    event RoundAbandoned(uint256 indexed id, uint32 indexed round);
    /// @notice A worker was paid `paid` and lost `slashed` of its stake.
    event Claimed(uint256 indexed id, address indexed account, uint256 paid, uint256 slashed);
    /// @notice An account refused a payment, which it can withdraw instead.
    event PaymentDeferred(address indexed account, uint256 amount);
    /// @notice An account withdrew what had been deferred.
    event Withdrawn(address indexed account, uint256 amount);
    /// @notice A training was closed.
    event TrainingClosed(uint256 indexed id);
    /// @notice What a closed training's escrow holds beyond its workers' earnings went back to its creator.
    event Refunded(uint256 indexed id, address indexed creator, uint256 amount);

    /* TRAININGS */

    /// @notice Creates a training with the Ether sent, if any, as escrow. Only a publisher; not in a pause.
    /// @return id Its number, from 1.
    function createTraining(bytes32 specDigest) external payable returns (uint256 id);

    /// @notice Adds the Ether sent to a training's escrow. Anyone may, until the training is closed.
    /// @dev Warning: what is not earned by workers goes to the training's creator, not to the funder.
    function fund(uint256 id) external payable;

    /// @notice Closes a training for good. A publisher may when no round is open. Its creator may then too, and also
    /// when a round has been stuck for `CLOSE_GRACE` after the deadline of its phase; that round is abandoned.
    /// @dev The creator's right is the way out when every publisher is gone. Claims stay possible for ever.
    ///
    /// Warning: workers earn nothing in a round that is abandoned.
    function close(uint256 id) external;

    /// @notice Sends what a closed training's escrow holds beyond its workers' earnings, and what was slashed, to its
    /// creator. Anyone may deliver it, and again after further slashing.
    function refund(uint256 id) external;

    /* ROUNDS */

    /// @notice Opens the next round of an idle training. Only a publisher; not in a pause.
    /// @dev Warning: a round that nobody assigns stays open until a publisher abandons it or the creator closes the
    /// training.
    /// @param round The number of the last round, plus one.
    /// @param modelDigest The model to start from.
    /// @param jobListDigest The list of the round's jobs.
    /// @param seedCommitment `keccak256(abi.encodePacked(seed))` of the assignment's seed.
    function openRound(uint256 id, uint32 round, bytes32 modelDigest, bytes32 jobListDigest, bytes32 seedCommitment)
        external;

    /// @notice Publishes the seed and the assignment that follows from it, and opens the commit window. Only a
    /// publisher; not in a pause.
    /// @param commitSeconds The length of the commit window from now, `MIN_WINDOW` to `MAX_WINDOW`.
    /// @param revealSeconds The length of the reveal window from its opening, `MIN_WINDOW` to `MAX_WINDOW`.
    function assign(
        uint256 id,
        uint32 round,
        bytes32 seed,
        bytes32 assignmentDigest,
        uint32 commitSeconds,
        uint32 revealSeconds
    ) external;

    /// @notice Commits the caller to its results: one commitment for all of its jobs in the round.
    /// @dev The caller must be an active worker that joined in a block before the one in which the round was opened.
    ///
    /// Warning: any active worker may commit, assigned or not; the verdict counts assigned ones only.
    /// @param commitment As `computeCommitment` gives it.
    function commit(uint256 id, uint32 round, bytes32 commitment) external;

    /// @notice Ends the commit window and starts the reveal window. Anyone may after the commit deadline; a publisher
    /// may before it.
    /// @dev A publisher does so early when every assigned worker has committed, which saves the rest of the window.
    /// That it does not shut out a slow worker is a matter of trust, but not of blind trust: assignment and
    /// commitments are on record, so a replay shows any assigned worker whose window was cut short.
    function openReveal(uint256 id, uint32 round) external;

    /// @notice Reveals what the caller committed to, and clears the commitment.
    /// @param salt 32 fresh random bytes; without them a small set of possible results could be guessed.
    /// @param digests The digests of the results, in the order of the caller's assigned jobs; 1 to `MAX_DIGESTS`.
    function reveal(uint256 id, uint32 round, bytes32 salt, bytes32[] calldata digests) external;

    /// @notice Ends a round with its result. Only a publisher. The cost does not depend on the number of workers.
    /// @dev A round in which nobody committed or revealed is settled in the same way, so that every round can end.
    ///
    /// Warning: a publisher may settle before the reveal deadline, and does so when every commitment is revealed. As
    /// with `openReveal`, a replay shows any worker whose window was cut short.
    /// @param newModelDigest The model after the round.
    /// @param verdictDigest The list of verdicts.
    /// @param payoutRoot The Merkle root over the cumulative leaves (see `payoutLeaf`) of all workers.
    /// @param totalEarned The sum of what the leaves say was earned, over all rounds of the training.
    function settle(
        uint256 id,
        uint32 round,
        bytes32 newModelDigest,
        bytes32 verdictDigest,
        bytes32 payoutRoot,
        uint256 totalEarned
    ) external;

    /// @notice Ends the open round without a result, in any of its phases. Only a publisher.
    function abandonRound(uint256 id, uint32 round) external;

    /* PAYMENT */

    /// @notice Delivers what a leaf of the training's payout tree gives beyond what was delivered before: pays the
    /// account and slashes its stake. Anyone may deliver it.
    /// @dev An account that refuses the Ether, or needs more than `PAYMENT_GAS` to receive it, can `withdraw` it.
    /// A slash that finds too little stake takes what is there; the rest stays due, also from a later stake.
    ///
    /// Warning: with a root whose leaves sum to more than its `totalEarned`, the last to claim get nothing until a
    /// later settlement puts it right.
    /// @param index The position of the leaf in the tree.
    /// @param account The worker.
    /// @param earned What it has earned in the training so far, in wei.
    /// @param slashed What it has lost in the training so far, in wei.
    /// @param proof The siblings from the leaf to the root, at most `MAX_PROOF`.
    function claim(
        uint256 id,
        uint256 index,
        address account,
        uint256 earned,
        uint256 slashed,
        bytes32[] calldata proof
    ) external;

    /// @notice Sends the caller the payments that it once refused.
    function withdraw() external;

    /* ADMINISTRATION */

    /// @notice Stops `createTraining`, `openRound` and `assign`. Only a pauser. A round under way, claims, refunds and
    /// withdrawals are never stopped.
    function pause() external;

    /// @notice Ends a pause. Only a pauser.
    function unpause() external;

    /* VIEWS */

    /// @notice The registry of the workers.
    function workers() external view returns (IWorkerRegistry);

    /// @notice The number of trainings; also the number of the last one.
    function trainingCount() external view returns (uint256);

    /// @notice The state of a training; all zero when there is none with this number.
    function training(uint256 id) external view returns (Training memory);

    /// @notice The commitment that a worker has not yet revealed, or zero.
    function commitmentOf(uint256 id, uint32 round, address worker) external view returns (bytes32);

    /// @notice What a worker was paid in a training, and what of its stake was slashed.
    function delivered(uint256 id, address account) external view returns (uint256 paid, uint256 slashed);

    /// @notice The payments that an account once refused and can withdraw.
    function withdrawable(address account) external view returns (uint256);

    /// @notice What `refund` would send now.
    function refundable(uint256 id) external view returns (uint256);

    /// @notice The commitment of a worker to its results: `keccak256(abi.encode(COMMITMENT_DOMAIN, chain id, this
    /// contract, id, round, worker, keccak256(abi.encodePacked(digests)), salt))`.
    function computeCommitment(uint256 id, uint32 round, address worker, bytes32 salt, bytes32[] calldata digests)
        external
        view
        returns (bytes32);

    /// @notice The leaf of a payout tree: `keccak256(bytes.concat(keccak256(abi.encode(index, id, account, earned,
    /// slashed))))`. It is hashed twice so that no inner node can be taken for a leaf. Inner nodes are the hash of
    /// their two children, the smaller first.
    function payoutLeaf(uint256 index, uint256 id, address account, uint256 earned, uint256 slashed)
        external
        pure
        returns (bytes32);
}
