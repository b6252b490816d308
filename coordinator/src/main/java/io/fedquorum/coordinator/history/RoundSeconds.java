package io.fedquorum.coordinator.history;

import java.math.BigDecimal;

/**
 * A round's time in seconds by the coordinator's clock.
 *
 * @param training the longest training that a correct worker stated, refereeing and evaluation
 * @param protocol all the rest: blocks, messages, judging
 * @param total from the plan to the settlement
 */
public record RoundSeconds(BigDecimal training, BigDecimal protocol, BigDecimal total) {
  static RoundSeconds ofMillis(long training, long total) {
    return new RoundSeconds(
        seconds(training), seconds(Math.max(0, total - training)), seconds(total));
  }

  private static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3);
  }
}
