package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.List;

/** A state-changing call, as a value; the adapter encodes it. Amounts are in wei. */
public sealed interface Call {
  /** Puts workers on the allow-list. */
  record Approve(List<Address> workers) implements Call {}

  /** Takes workers off the allow-list. */
  record Revoke(List<Address> workers) implements Call {}

  /** Joins the registry. */
  record Join(Bytes32 numericProfile, BigInteger stake) implements Call {}

  /** Adds to the sender's stake. */
  record TopUp(BigInteger amount) implements Call {}

  /** Begins to leave. */
  record Leave() implements Call {}

  /** Takes the stake out after the cool-down. */
  record WithdrawStake() implements Call {}

  /** Creates a training with its funds. */
  record CreateTraining(Bytes32 specDigest, BigInteger funds) implements Call {}

  /** Adds funds. */
  record Fund(long trainingId, BigInteger amount) implements Call {}

  /** Opens a round. */
  record OpenRound(
      long trainingId,
      int round,
      Bytes32 modelDigest,
      Bytes32 jobListDigest,
      Bytes32 seedCommitment)
      implements Call {}

  /** Reveals the seed and publishes the assignment. */
  record Assign(
      long trainingId,
      int round,
      Bytes32 seed,
      Bytes32 assignmentDigest,
      int commitSeconds,
      int revealSeconds)
      implements Call {}

  /** Commits to results. */
  record Commit(long trainingId, int round, Bytes32 commitment) implements Call {}

  /** Closes the commit window. */
  record OpenReveal(long trainingId, int round) implements Call {}

  /** Reveals results. */
  record Reveal(long trainingId, int round, Bytes32 salt, List<Bytes32> digests) implements Call {}

  /** Settles a round. */
  record Settle(
      long trainingId,
      int round,
      Bytes32 modelDigest,
      Bytes32 verdictDigest,
      Bytes32 payoutRoot,
      BigInteger totalEarned)
      implements Call {}

  /** Gives a round up. */
  record AbandonRound(long trainingId, int round) implements Call {}

  /** Delivers a payout. */
  record Claim(
      long trainingId,
      int index,
      Address account,
      BigInteger earned,
      BigInteger slashed,
      List<Bytes32> proof)
      implements Call {}

  /** Closes a training. */
  record CloseTraining(long trainingId) implements Call {}

  /** Sends a closed training's remaining funds back. */
  record Refund(long trainingId) implements Call {}

  /** A plain payment, to fund worker accounts on local networks. */
  record Transfer(Address to, BigInteger amount) implements Call {}
}
