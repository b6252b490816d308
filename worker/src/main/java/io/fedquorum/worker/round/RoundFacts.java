package io.fedquorum.worker.round;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.util.Objects;
import java.util.Optional;

/**
 * What the chain has said of a round. Taking the same fact twice changes nothing, so events may be
 * read again after a crash.
 *
 * @param key the round
 * @param openedBlock block of its opening, for the order in which rounds are served
 * @param openedIn hash of that block; a part of the draw
 * @param openedIndex log index of its opening in that block
 * @param phase where it stands
 * @param modelDigest the parameters that it starts from
 * @param jobListDigest its job list
 * @param seed the revealed seed, once assigned
 * @param assignmentDigest its assignment, once assigned
 * @param commitDeadline seconds since the epoch, once assigned
 * @param revealDeadline seconds since the epoch, once reveals are open
 * @param commitTransaction this worker's mined commit
 * @param revealTransaction this worker's mined reveal
 */
public record RoundFacts(
    RoundKey key,
    long openedBlock,
    Bytes32 openedIn,
    int openedIndex,
    Phase phase,
    Digest modelDigest,
    Digest jobListDigest,
    Bytes32 seed,
    Digest assignmentDigest,
    long commitDeadline,
    long revealDeadline,
    Bytes32 commitTransaction,
    Bytes32 revealTransaction) {
  public RoundFacts {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(openedIn, "openedIn");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(modelDigest, "modelDigest");
    Objects.requireNonNull(jobListDigest, "jobListDigest");
  }

  /** A round that has just opened. */
  public static RoundFacts opened(
      RoundKey key,
      long block,
      Bytes32 blockHash,
      int logIndex,
      Digest modelDigest,
      Digest jobListDigest) {
    return new RoundFacts(
        key,
        block,
        blockHash,
        logIndex,
        Phase.OPENED,
        modelDigest,
        jobListDigest,
        null,
        null,
        0,
        0,
        null,
        null);
  }

  /** The assignment stands. */
  public RoundFacts assigned(Bytes32 revealedSeed, Digest assignment, long deadline) {
    return with(
        later(Phase.COMMITTING),
        revealedSeed,
        assignment,
        deadline,
        revealDeadline,
        commitTransaction,
        revealTransaction);
  }

  /** Reveals are open. */
  public RoundFacts revealOpened(long deadline) {
    return with(
        later(Phase.REVEALING),
        seed,
        assignmentDigest,
        commitDeadline,
        deadline,
        commitTransaction,
        revealTransaction);
  }

  /** This worker's commit is mined. */
  public RoundFacts committed(Bytes32 transaction) {
    return with(
        phase,
        seed,
        assignmentDigest,
        commitDeadline,
        revealDeadline,
        transaction,
        revealTransaction);
  }

  /** This worker's reveal is mined. */
  public RoundFacts revealed(Bytes32 transaction) {
    return with(
        phase,
        seed,
        assignmentDigest,
        commitDeadline,
        revealDeadline,
        commitTransaction,
        transaction);
  }

  /** The round is settled or given up. */
  public RoundFacts ended() {
    return with(
        Phase.ENDED,
        seed,
        assignmentDigest,
        commitDeadline,
        revealDeadline,
        commitTransaction,
        revealTransaction);
  }

  /** This worker's mined commit, when there is one. */
  public Optional<Bytes32> commit() {
    return Optional.ofNullable(commitTransaction);
  }

  /** This worker's mined reveal, when there is one. */
  public Optional<Bytes32> reveal() {
    return Optional.ofNullable(revealTransaction);
  }

  /** Whether a commit can still be mined after a block with this timestamp. */
  public boolean takesCommits(long chainTime) {
    return phase == Phase.COMMITTING && chainTime <= commitDeadline;
  }

  /** Whether a reveal can still be mined after a block with this timestamp. */
  public boolean takesReveals(long chainTime) {
    return phase == Phase.REVEALING && chainTime <= revealDeadline;
  }

  private Phase later(Phase next) {
    return phase.compareTo(next) < 0 ? next : phase;
  }

  private RoundFacts with(
      Phase newPhase,
      Bytes32 newSeed,
      Digest newAssignment,
      long newCommitDeadline,
      long newRevealDeadline,
      Bytes32 newCommit,
      Bytes32 newReveal) {
    return new RoundFacts(
        key,
        openedBlock,
        openedIn,
        openedIndex,
        newPhase,
        modelDigest,
        jobListDigest,
        newSeed,
        newAssignment,
        newCommitDeadline,
        newRevealDeadline,
        newCommit,
        newReveal);
  }
}
