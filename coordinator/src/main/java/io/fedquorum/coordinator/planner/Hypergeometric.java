package io.fedquorum.coordinator.planner;

import java.math.BigInteger;

/**
 * The hypergeometric distribution: how many evil ones are among {@code drawn} workers that are
 * drawn without putting back from {@code workers}, of whom {@code evil} are evil (Johnson, Kemp and
 * Kotz, <i>Univariate Discrete Distributions</i>, ch. 6). Exact.
 *
 * @param workers from whom is drawn
 * @param evil how many of them are evil
 * @param drawn how many are drawn
 */
record Hypergeometric(int workers, int evil, int drawn) {
  Hypergeometric {
    if (evil < 0 || evil > workers || drawn < 0 || drawn > workers) {
      throw new IllegalArgumentException(
          "evil '%d' and drawn '%d' must be 0 to %d".formatted(evil, drawn, workers));
    }
  }

  /** The probability of exactly {@code k} evil ones. */
  Fraction exactly(int k) {
    return new Fraction(
        choose(evil, k).multiply(choose(workers - evil, drawn - k)), choose(workers, drawn));
  }

  /** The probability of at least {@code k} evil ones. */
  Fraction atLeast(int k) {
    Fraction sum = Fraction.ZERO;
    for (int i = Math.max(0, k); i <= drawn; i++) {
      sum = sum.plus(exactly(i));
    }
    return sum;
  }

  static BigInteger choose(int n, int k) {
    if (k < 0 || k > n) {
      return BigInteger.ZERO;
    }
    BigInteger result = BigInteger.ONE;
    for (int i = 1; i <= Math.min(k, n - k); i++) {
      result = result.multiply(BigInteger.valueOf(n - i + 1L)).divide(BigInteger.valueOf(i));
    }
    return result;
  }
}
