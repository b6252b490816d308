package io.fedquorum.worker.training;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * How a model did on the test set.
 *
 * @param correct images whose most probable class is their label; ties go to the lower class
 * @param total images tested
 * @param loss mean cross-entropy in nats, six decimals
 */
public record Evaluation(int correct, int total, BigDecimal loss) {
  public Evaluation {
    Objects.requireNonNull(loss, "loss");
    if (total < 1 || correct < 0 || correct > total) {
      throw new IllegalArgumentException(correct + " correct of " + total + " is impossible");
    }
  }

  /** Share of correct images, six decimals. */
  public BigDecimal accuracy() {
    return BigDecimal.valueOf(correct).divide(BigDecimal.valueOf(total), 6, RoundingMode.HALF_UP);
  }
}
