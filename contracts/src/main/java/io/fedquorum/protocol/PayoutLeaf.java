package io.fedquorum.protocol;

import java.math.BigInteger;
import java.util.Objects;

/**
 * One worker's line in the cumulative payout tree of a training.
 *
 * @param index the leaf's position in the tree, from 0
 * @param trainingId the training's id on the contract
 * @param account the worker that is paid
 * @param earned all that the worker has earned in this training so far, in wei
 * @param slashed all the stake that the worker has lost in this training so far, in wei
 */
public record PayoutLeaf(
    int index, long trainingId, Address account, BigInteger earned, BigInteger slashed) {
  public PayoutLeaf {
    Objects.requireNonNull(account, "account");
    if (index < 0 || trainingId < 0 || earned.signum() < 0 || slashed.signum() < 0) {
      throw new IllegalArgumentException("a payout leaf holds no negative number: " + account);
    }
  }

  /** The double-hashed leaf, so that no inner node can be passed off as a leaf. */
  public Bytes32 hash() {
    Bytes32 inner =
        new AbiWords().add(index).add(trainingId).add(account).add(earned).add(slashed).hash();
    return Keccak.hash(inner.bytes());
  }
}
