package io.fedquorum.coordinator.calibration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A threshold for tolerant agreement, or why there is none. It is {@code margin} times the largest
 * honest distance: as far above as separates it from wrong results equally well, at most {@link
 * #MOST}. More would only give room to cheat.
 *
 * @param verdict what the measurement says
 * @param threshold the threshold; null without one
 * @param margin how many times the largest honest distance the threshold is; null without one
 * @param wrongMargin how many times the threshold the nearest wrong result is; null without one
 */
public record Proposal(
    Verdict verdict, BigDecimal threshold, BigDecimal margin, BigDecimal wrongMargin) {
  /** The largest margin that is proposed. */
  public static final double MOST = 10;

  /** The smallest margin on either side that is still proposed. */
  public static final double LEAST = 2;

  /** What a measurement says. */
  public enum Verdict {
    /** All profiles gave the same bytes: exact agreement is enough. */
    SAME_BYTES,
    /** Honest results are nearer to each other than wrong ones are to any of them. */
    SEPARATED,
    /** Honest results are as far apart as wrong ones, or nearly. */
    NOT_SEPARATED;

    /** The name in JSON. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Proposal {
    Objects.requireNonNull(verdict, "verdict");
  }

  /**
   * The proposal for what was measured.
   *
   * @param honest the largest distance of two honest results of a job
   * @param wrong the smallest distance of a wrong result from an honest one of its job
   */
  public static Proposal of(BigDecimal honest, BigDecimal wrong) {
    if (honest.signum() == 0) {
      return new Proposal(Verdict.SAME_BYTES, null, null, null);
    }
    double ratio = wrong.doubleValue() / honest.doubleValue();
    double margin = Math.min(MOST, Math.sqrt(ratio));
    if (margin < LEAST) {
      return new Proposal(Verdict.NOT_SEPARATED, null, null, null);
    }
    BigDecimal threshold =
        honest
            .multiply(BigDecimal.valueOf(margin))
            .round(new MathContext(2, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    return new Proposal(
        Verdict.SEPARATED, threshold, ratio(threshold, honest), ratio(wrong, threshold));
  }

  /** The training file's line, if there is a threshold or none is needed. */
  public Optional<String> agreement() {
    return switch (verdict) {
      case SAME_BYTES -> Optional.of("exact");
      case SEPARATED -> Optional.of("tolerant:" + threshold.toPlainString());
      case NOT_SEPARATED -> Optional.empty();
    };
  }

  private static BigDecimal ratio(BigDecimal a, BigDecimal b) {
    return a.divide(b, new MathContext(3));
  }
}
