package io.fedquorum.coordinator.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which worker trains which job, as one bit set of jobs per worker. Counting is bit-sliced: level k
 * of a state is the set of jobs with at least k chosen workers, level 0 is all jobs, so that adding
 * a worker costs a few word operations whatever the number of jobs.
 */
final class Incidence {
  private final int workers;
  private final int[][] blocks;
  private final long[][] masks;
  private final int words;

  Incidence(int workers, int[][] blocks) {
    this.workers = workers;
    this.blocks = blocks;
    this.words = (blocks.length + 63) / 64;
    this.masks = new long[workers][words];
    for (int job = 0; job < blocks.length; job++) {
      for (int worker : blocks[job]) {
        masks[worker][job >> 6] |= 1L << job;
      }
    }
  }

  int workers() {
    return workers;
  }

  int jobs() {
    return blocks.length;
  }

  int[][] blocks() {
    return blocks;
  }

  long[] mask(int worker) {
    return masks[worker];
  }

  int degree(int worker) {
    return count(masks[worker]);
  }

  /** The state in which nobody is chosen, with levels 0 to {@code threshold}. */
  long[][] emptyState(int threshold) {
    long[][] state = new long[threshold + 1][words];
    Arrays.fill(state[0], -1L);
    if (blocks.length % 64 != 0) {
      state[0][words - 1] = (1L << blocks.length) - 1;
    }
    return state;
  }

  /** Writes into {@code to} the state {@code from} with one more worker chosen. */
  void choose(long[][] from, int worker, long[][] to) {
    long[] mask = masks[worker];
    for (int level = from.length - 1; level > 0; level--) {
      for (int w = 0; w < words; w++) {
        to[level][w] = from[level][w] | (from[level - 1][w] & mask[w]);
      }
    }
    System.arraycopy(from[0], 0, to[0], 0, words);
  }

  /** The state with these workers chosen. */
  long[][] state(int[] chosen, int threshold) {
    long[][] state = emptyState(threshold);
    for (int worker : chosen) {
      choose(state, worker, state);
    }
    return state;
  }

  /** How many jobs one more worker brings from just below the threshold to it. */
  int gain(long[][] state, int worker) {
    long[] mask = masks[worker];
    int top = state.length - 1;
    int gain = 0;
    for (int w = 0; w < words; w++) {
      gain += Long.bitCount(state[top - 1][w] & ~state[top][w] & mask[w]);
    }
    return gain;
  }

  /** How many jobs each pair of workers shares. */
  int shared(int a, int b) {
    int shared = 0;
    for (int w = 0; w < words; w++) {
      shared += Long.bitCount(masks[a][w] & masks[b][w]);
    }
    return shared;
  }

  static int count(long[] set) {
    int count = 0;
    for (long word : set) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** The sum of the {@code n} largest values. */
  static long sumOfLargest(List<Integer> values, int n) {
    List<Integer> sorted = new ArrayList<>(values);
    sorted.sort(Collections.reverseOrder());
    return sorted.stream().limit(n).mapToLong(Integer::longValue).sum();
  }
}
