package io.fedquorum.coordinator.planner;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Branch and bound for the most jobs that q workers can win. Workers are chosen in rising order; a
 * branch is cut when even spending all remaining replicas on the jobs that need fewest can't beat
 * the best so far. The first choices are made one per orbit: a set that touches an orbit can be
 * moved by a symmetry to hold the orbit's first worker, so the orbits that were tried before may be
 * left out.
 */
final class LossSearch {
  private static final int SYMMETRIC_CHOICES = 2;

  private final Incidence incidence;
  private final int evil;
  private final int threshold;
  private final int heaviest;
  private final long nodeLimit;
  private final long[][][] states;
  private Symmetry symmetry;
  private int[] pool = {};
  private long[][][] available = {};
  private int best;
  private long nodes;

  LossSearch(Incidence incidence, int evil, int threshold, long nodeLimit) {
    this.incidence = incidence;
    this.evil = evil;
    this.threshold = threshold;
    this.nodeLimit = nodeLimit;
    this.heaviest =
        IntStream.range(0, incidence.workers()).map(incidence::degree).max().orElseThrow();
    this.states = new long[evil + 1][][];
    Arrays.setAll(states, i -> incidence.emptyState(threshold));
  }

  /** Searches from a known loss on; whether the search came to its end. */
  boolean run(int known, boolean symmetric) {
    best = known;
    if (evil == 0) {
      return true;
    }
    if (symmetric) {
      symmetry = new Symmetry(incidence);
    }
    choosePerOrbit(new int[0], IntStream.range(0, incidence.workers()).toArray());
    return nodes <= nodeLimit;
  }

  /** The most jobs found so far. */
  int best() {
    return best;
  }

  private void choosePerOrbit(int[] chosen, int[] candidates) {
    boolean leaf = symmetry == null || chosen.length >= Math.min(SYMMETRIC_CHOICES, evil - 1);
    int[] orbits = leaf ? new int[0] : symmetry.orbits(chosen);
    if (leaf || IntStream.range(0, orbits.length).allMatch(i -> orbits[i] == i)) {
      descend(chosen, candidates);
      return;
    }
    int[] left = candidates;
    while (chosen.length + left.length >= evil && left.length > 0) {
      int first = left[0];
      int[] next = Arrays.copyOf(chosen, chosen.length + 1);
      next[chosen.length] = first;
      choosePerOrbit(next, without(left, first));
      left = Arrays.stream(left).filter(w -> orbits[w] != orbits[first]).toArray();
    }
  }

  private static int[] without(int[] values, int one) {
    return Arrays.stream(values).filter(v -> v != one).toArray();
  }

  private void descend(int[] chosen, int[] candidates) {
    int remaining = evil - chosen.length;
    if (candidates.length < remaining) {
      return;
    }
    pool = candidates;
    available = availability(candidates);
    states[remaining] = incidence.state(chosen, threshold);
    choose(remaining, 0);
  }

  /** For each place of the pool, the jobs that have at least k workers from there on. */
  private long[][][] availability(int[] candidates) {
    long[][][] result = new long[candidates.length + 1][][];
    result[candidates.length] = incidence.emptyState(threshold);
    for (int i = candidates.length - 1; i >= 0; i--) {
      result[i] = incidence.emptyState(threshold);
      incidence.choose(result[i + 1], candidates[i], result[i]);
    }
    return result;
  }

  private void choose(int remaining, int from) {
    if (++nodes > nodeLimit) {
      return;
    }
    long[][] state = states[remaining];
    int won = Incidence.count(state[threshold]);
    if (remaining == 1) {
      for (int i = from; i < pool.length; i++) {
        best = Math.max(best, won + incidence.gain(state, pool[i]));
      }
      return;
    }
    if (won + mostToCome(state, remaining, from) <= best) {
      return;
    }
    for (int i = from; i <= pool.length - remaining; i++) {
      incidence.choose(state, pool[i], states[remaining - 1]);
      choose(remaining - 1, i + 1);
    }
  }

  /** Jobs that could still be won if replicas could be spent at will. */
  private int mostToCome(long[][] state, int remaining, int from) {
    int budget = remaining * heaviest;
    int jobs = 0;
    for (int need = 1; need <= Math.min(remaining, threshold); need++) {
      long[] at = state[threshold - need];
      long[] above = state[threshold - need + 1];
      long[] open = available[from][need];
      int candidates = 0;
      for (int w = 0; w < at.length; w++) {
        candidates += Long.bitCount(at[w] & ~above[w] & open[w]);
      }
      int taken = Math.min(candidates, budget / need);
      jobs += taken;
      budget -= taken * need;
    }
    return jobs;
  }
}
