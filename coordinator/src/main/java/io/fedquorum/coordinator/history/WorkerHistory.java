package io.fedquorum.coordinator.history;

import io.fedquorum.protocol.Address;
import java.math.BigInteger;

/**
 * A worker's record in one training.
 *
 * @param worker its account
 * @param correct replicas judged correct
 * @param wrong replicas judged wrong
 * @param missing replicas that were not answered
 * @param paidWei delivered so far
 * @param slashedWei what the delivered verdicts take from its stake; a stake that was smaller gave
 *     less
 */
public record WorkerHistory(
    Address worker,
    int correct,
    int wrong,
    int missing,
    BigInteger paidWei,
    BigInteger slashedWei) {
  static WorkerHistory none(Address worker) {
    return new WorkerHistory(worker, 0, 0, 0, BigInteger.ZERO, BigInteger.ZERO);
  }

  WorkerHistory plus(boolean isCorrect, boolean isMissing) {
    boolean isWrong = !isCorrect && !isMissing;
    return new WorkerHistory(
        worker,
        correct + (isCorrect ? 1 : 0),
        wrong + (isWrong ? 1 : 0),
        missing + (isMissing ? 1 : 0),
        paidWei,
        slashedWei);
  }

  WorkerHistory delivered(BigInteger earned, BigInteger slashed) {
    return new WorkerHistory(worker, correct, wrong, missing, earned, slashed);
  }
}
