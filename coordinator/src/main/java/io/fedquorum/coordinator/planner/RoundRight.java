package io.fedquorum.coordinator.planner;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * The probability that every job of a round is right.
 *
 * @param value the probability, or an estimate of it
 * @param exact whether it is the probability
 * @param low lower end of the 95 % confidence interval; the value where it is exact
 * @param high its upper end
 */
record RoundRight(Fraction value, boolean exact, BigDecimal low, BigDecimal high) {
  private static final double NORMAL_95 = 1.96;

  /** A probability that is known. */
  static RoundRight known(Fraction value) {
    return new RoundRight(value, true, value.decimal(), value.decimal());
  }

  /**
   * What the tried sets of evil workers say. A sample's interval is the mean ± 1.96 standard
   * errors, and at least ± 3 / n, which is what n equal observations leave open at 95 % (the rule
   * of three). Where the design itself is drawn, the draws are what is independent, so the error is
   * taken from the spread of their means.
   *
   * @param draws one for each draw of the design, of equally many sets
   * @param audit the share of settled jobs that is recomputed
   */
  static RoundRight of(List<LossDistribution> draws, Fraction audit) {
    LossDistribution all = draws.stream().reduce(LossDistribution::plus).orElseThrow();
    Fraction value = all.allCaught(audit);
    if (draws.size() == 1 && draws.get(0).exact()) {
      return known(value);
    }
    double error =
        draws.size() == 1 ? errorOfSets(all, value, audit) : errorOfDraws(draws, value, audit);
    double half = Math.max(NORMAL_95 * error, 3.0 / all.sets());
    double mean = value.decimal().doubleValue();
    return new RoundRight(
        value,
        false,
        rounded(Math.max(0, mean - half), RoundingMode.FLOOR),
        rounded(Math.min(1, mean + half), RoundingMode.CEILING));
  }

  private static double errorOfSets(LossDistribution all, Fraction mean, Fraction audit) {
    double squares = all.allCaught(audit.times(audit)).decimal().doubleValue();
    double m = mean.decimal().doubleValue();
    return Math.sqrt(Math.max(0, squares - m * m) / all.sets());
  }

  private static double errorOfDraws(List<LossDistribution> draws, Fraction mean, Fraction audit) {
    double m = mean.decimal().doubleValue();
    double squares = 0;
    for (LossDistribution draw : draws) {
      double deviation = draw.allCaught(audit).decimal().doubleValue() - m;
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / (draws.size() - 1) / draws.size());
  }

  private static BigDecimal rounded(double value, RoundingMode mode) {
    BigDecimal short6 = new BigDecimal(value).round(new MathContext(6, mode));
    return short6.signum() == 0 ? BigDecimal.ZERO : short6.stripTrailingZeros();
  }
}
