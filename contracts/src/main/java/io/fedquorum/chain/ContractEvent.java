package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.List;

/** A decoded event of one of the two contracts. */
public sealed interface ContractEvent {
  /** Where it stands on the chain. */
  Position at();

  /**
   * A place on the chain.
   *
   * @param block height
   * @param blockHash hash of that block
   * @param transaction hash of the transaction
   * @param logIndex position in the block
   */
  record Position(long block, Bytes32 blockHash, Bytes32 transaction, int logIndex) {}

  /** A worker joined with its stake. */
  record WorkerJoined(Position at, Address worker, Bytes32 numericProfile, BigInteger stake)
      implements ContractEvent {}

  /** A worker began to leave. */
  record WorkerLeft(Position at, Address worker) implements ContractEvent {}

  /** A training was created; its first funds are in the event that follows, if there are any. */
  record TrainingCreated(Position at, long trainingId, Address creator, Bytes32 specDigest)
      implements ContractEvent {}

  /** A training's escrow grew by an amount, to a sum of all that was paid in; both in wei. */
  record TrainingFunded(
      Position at, long trainingId, Address funder, BigInteger amount, BigInteger funded)
      implements ContractEvent {}

  /** A round opened. */
  record RoundOpened(
      Position at,
      long trainingId,
      int round,
      Bytes32 modelDigest,
      Bytes32 jobListDigest,
      Bytes32 seedCommitment)
      implements ContractEvent {}

  /** The seed is out, the assignment stands, the commit window runs. */
  record RoundAssigned(
      Position at,
      long trainingId,
      int round,
      Bytes32 seed,
      Bytes32 assignmentDigest,
      long commitDeadline)
      implements ContractEvent {}

  /** A worker committed. */
  record Committed(Position at, long trainingId, int round, Address worker, Bytes32 commitment)
      implements ContractEvent {}

  /** The commit window is closed, reveals are taken. */
  record RevealOpened(Position at, long trainingId, int round, long revealDeadline)
      implements ContractEvent {}

  /** A worker revealed; digests in ascending order of its jobs. */
  record Revealed(
      Position at, long trainingId, int round, Address worker, Bytes32 salt, List<Bytes32> digests)
      implements ContractEvent {}

  /** The round's result stands. */
  record RoundSettled(
      Position at,
      long trainingId,
      int round,
      Bytes32 modelDigest,
      Bytes32 verdictDigest,
      Bytes32 payoutRoot,
      BigInteger totalEarned)
      implements ContractEvent {}

  /** A round was given up by the publisher. */
  record RoundAbandoned(Position at, long trainingId, int round) implements ContractEvent {}

  /** A payout was delivered; both amounts are what this claim added, in wei. */
  record Claimed(Position at, long trainingId, Address worker, BigInteger paid, BigInteger slashed)
      implements ContractEvent {}

  /** A training was closed; no further round. */
  record TrainingClosed(Position at, long trainingId) implements ContractEvent {}

  /** What was left of a training's funds went back to its creator. */
  record Refunded(Position at, long trainingId, Address to, BigInteger amount)
      implements ContractEvent {}
}
