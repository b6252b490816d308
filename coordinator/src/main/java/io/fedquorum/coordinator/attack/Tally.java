package io.fedquorum.coordinator.attack;

import io.fedquorum.coordinator.history.WorkerHistory;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What became of some of a training's workers, together.
 *
 * @param workers how many of them had jobs
 * @param correct replicas judged correct
 * @param wrong replicas judged wrong
 * @param missing replicas without an answer
 * @param paidWei what they were paid; a text, like every amount in JSON
 * @param slashedWei what they lost
 */
public record Tally(
    int workers, int correct, int wrong, int missing, String paidWei, String slashedWei) {
  static Tally of(List<WorkerHistory> some) {
    return new Tally(
        some.size(),
        sum(some, WorkerHistory::correct),
        sum(some, WorkerHistory::wrong),
        sum(some, WorkerHistory::missing),
        total(some, WorkerHistory::paidWei),
        total(some, WorkerHistory::slashedWei));
  }

  /** All replicas. */
  int replicas() {
    return correct + wrong + missing;
  }

  private static int sum(List<WorkerHistory> some, ToIntFunction<WorkerHistory> what) {
    return some.stream().mapToInt(what).sum();
  }

  private static String total(List<WorkerHistory> some, Function<WorkerHistory, BigInteger> what) {
    return some.stream().map(what).reduce(BigInteger.ZERO, BigInteger::add).toString();
  }
}
