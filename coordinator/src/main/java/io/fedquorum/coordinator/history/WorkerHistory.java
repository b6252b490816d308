package io.fedquorum.coordinator.history;

import io.fedquorum.coordinator.verification.Outcome;
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

  /** One replica more; an unproven one is none of the three. */
  WorkerHistory plus(Outcome outcome) {
    return new WorkerHistory(
        worker,
        correct + (outcome == Outcome.CORRECT ? 1 : 0),
        wrong + (outcome == Outcome.WRONG ? 1 : 0),
        missing + (outcome.missing() ? 1 : 0),
        paidWei,
        slashedWei);
  }

  WorkerHistory delivered(BigInteger earned, BigInteger slashed) {
    return new WorkerHistory(worker, correct, wrong, missing, earned, slashed);
  }
}
