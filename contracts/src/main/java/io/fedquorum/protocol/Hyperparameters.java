package io.fedquorum.protocol;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * How a job trains: mini-batch stochastic gradient descent, optionally with Nesterov momentum. The
 * optimiser starts afresh in each job, so a result depends on nothing but the job.
 *
 * @param learningRate greater than 0
 * @param momentum from 0 (plain SGD) to below 1
 * @param batchSize samples per step, 1 to 65,536
 * @param epochs passes over the job's data, 1 to 1,000
 */
public record Hyperparameters(
    BigDecimal learningRate, BigDecimal momentum, int batchSize, int epochs) {
  private static final int MOST_DIGITS = 30;

  public Hyperparameters {
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(momentum, "momentum");
    requireShort("learningRate", learningRate);
    requireShort("momentum", momentum);
    if (learningRate.signum() <= 0) {
      throw new IllegalArgumentException("learningRate '" + learningRate + "' must be above 0");
    }
    if (momentum.signum() < 0 || momentum.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("momentum '" + momentum + "' must be 0 to below 1");
    }
    if (batchSize < 1 || batchSize > 65_536) {
      throw new IllegalArgumentException("batchSize '" + batchSize + "' must be 1 to 65536");
    }
    if (epochs < 1 || epochs > 1_000) {
      throw new IllegalArgumentException("epochs '" + epochs + "' must be 1 to 1000");
    }
  }

  /** 1e-999999999 is a short text and a number that can't be written out. */
  private static void requireShort(String field, BigDecimal value) {
    if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "%s must have at most %d digits before and after the point"
              .formatted(field, MOST_DIGITS));
    }
  }
}
