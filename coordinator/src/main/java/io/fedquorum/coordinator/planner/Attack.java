package io.fedquorum.coordinator.planner;

import java.util.stream.IntStream;

/** A good attack found quickly: greedy choice, then swaps while they help. A lower bound. */
final class Attack {
  private static final int LARGEST_FOR_SWAPS = 128;
  private static final int STARTS = 8;

  private final Incidence incidence;
  private final int evil;
  private final int threshold;

  Attack(Incidence incidence, int evil, int threshold) {
    this.incidence = incidence;
    this.evil = evil;
    this.threshold = threshold;
  }

  int jobs() {
    int starts = Math.min(STARTS, incidence.workers());
    return IntStream.range(0, starts).map(this::from).max().orElse(0);
  }

  private int from(int start) {
    int[] chosen = new int[evil];
    boolean[] used = new boolean[incidence.workers()];
    for (int i = 0; i < evil; i++) {
      chosen[i] = i == 0 ? start : bestNext(chosen, i, used);
      used[chosen[i]] = true;
    }
    boolean better = incidence.workers() <= LARGEST_FOR_SWAPS;
    while (better) {
      better = swap(chosen, used);
    }
    return Incidence.count(incidence.state(chosen, threshold)[threshold]);
  }

  private int bestNext(int[] chosen, int place, boolean[] used) {
    long[][] state = incidence.emptyState(threshold);
    for (int i = 0; i < place; i++) {
      incidence.choose(state, chosen[i], state);
    }
    long[][] next = incidence.emptyState(threshold);
    int best = -1;
    long bestScore = -1;
    for (int worker = 0; worker < used.length; worker++) {
      if (!used[worker]) {
        incidence.choose(state, worker, next);
        long score = score(next);
        if (score > bestScore) {
          bestScore = score;
          best = worker;
        }
      }
    }
    return best;
  }

  private boolean swap(int[] chosen, boolean[] used) {
    long score = score(incidence.state(chosen, threshold));
    for (int i = 0; i < evil; i++) {
      int old = chosen[i];
      for (int worker = 0; worker < used.length; worker++) {
        if (!used[worker]) {
          chosen[i] = worker;
          if (score(incidence.state(chosen, threshold)) > score) {
            used[worker] = true;
            used[old] = false;
            return true;
          }
        }
      }
      chosen[i] = old;
    }
    return false;
  }

  /** Won jobs first, then jobs that are nearly won. */
  private long score(long[][] state) {
    long score = 0;
    for (int level = 1; level < state.length; level++) {
      score = score + (long) level * Incidence.count(state[level]);
    }
    return score + 1_000_000L * Incidence.count(state[threshold]);
  }
}
