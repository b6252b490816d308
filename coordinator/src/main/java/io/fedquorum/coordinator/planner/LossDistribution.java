package io.fedquorum.coordinator.planner;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * How many jobs colluders win when chance, not they, decides who takes which position of a design.
 *
 * @param counts how many of the tried sets of evil workers win how many jobs
 * @param exact whether all sets were tried; else they are a seeded sample
 */
record LossDistribution(Map<Integer, Long> counts, boolean exact) {
  private static final double ENUMERATED = 3e6;
  private static final int SAMPLES = 100_000;

  LossDistribution {
    counts = Map.copyOf(counts);
  }

  static LossDistribution of(Incidence incidence, int evil, int threshold, long seed) {
    return WorstCase.subsets(incidence.workers(), evil) <= ENUMERATED
        ? enumerate(incidence, evil, threshold)
        : sample(incidence, evil, threshold, SAMPLES, seed);
  }

  /** Both together, as when a design draws its blocks too. */
  LossDistribution plus(LossDistribution other) {
    Map<Integer, Long> sum = new TreeMap<>(counts);
    other.counts.forEach((jobs, times) -> sum.merge(jobs, times, Long::sum));
    return new LossDistribution(sum, false);
  }

  static LossDistribution enumerate(Incidence incidence, int evil, int threshold) {
    Map<Integer, Long> counts = new TreeMap<>();
    long[][][] states = new long[evil + 1][][];
    Arrays.setAll(states, i -> incidence.emptyState(threshold));
    enumerate(incidence, states, evil, 0, counts);
    return new LossDistribution(counts, true);
  }

  private static void enumerate(
      Incidence incidence, long[][][] states, int left, int from, Map<Integer, Long> counts) {
    long[][] state = states[left];
    if (left == 0) {
      counts.merge(Incidence.count(state[state.length - 1]), 1L, Long::sum);
      return;
    }
    for (int worker = from; worker <= incidence.workers() - left; worker++) {
      incidence.choose(state, worker, states[left - 1]);
      enumerate(incidence, states, left - 1, worker + 1, counts);
    }
  }

  static LossDistribution sample(
      Incidence incidence, int evil, int threshold, int samples, long seed) {
    Random random = new Random(seed);
    int[] order = new int[incidence.workers()];
    Arrays.setAll(order, i -> i);
    Map<Integer, Long> counts = new TreeMap<>();
    long[][] state = incidence.emptyState(threshold);
    for (int n = 0; n < samples; n++) {
      for (int level = 1; level <= threshold; level++) {
        Arrays.fill(state[level], 0L);
      }
      for (int i = 0; i < evil; i++) {
        int j = i + random.nextInt(order.length - i);
        int worker = order[j];
        order[j] = order[i];
        order[i] = worker;
        incidence.choose(state, worker, state);
      }
      counts.merge(Incidence.count(state[threshold]), 1L, Long::sum);
    }
    return new LossDistribution(counts, false);
  }

  /**
   * The probability that no won job stays unseen when each is recomputed with probability {@code
   * audit}: the mean of audit to the power of the number of won jobs.
   */
  Fraction allCaught(Fraction audit) {
    Fraction sum = Fraction.ZERO;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      Fraction weight = Fraction.of(BigInteger.valueOf(entry.getValue()));
      sum = sum.plus(weight.times(power(audit, entry.getKey())));
    }
    return sum.over(Fraction.of(BigInteger.valueOf(sets())));
  }

  /** How many sets of evil workers were tried. */
  long sets() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Fraction power(Fraction base, int exponent) {
    return new Fraction(base.numerator().pow(exponent), base.denominator().pow(exponent));
  }
}
