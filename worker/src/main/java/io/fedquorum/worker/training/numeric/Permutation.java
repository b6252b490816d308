package io.fedquorum.worker.training.numeric;

/**
 * The one rule by which samples are ordered: Fisher–Yates (Durstenfeld's form) over {@link
 * SplitMix64}. Start with 0, 1, …, n−1; for i from n−1 down to 1 draw j = nextInt(i + 1) and swap
 * the items at i and j.
 *
 * <p>A training permutes the training set once, by its permutation seed; a job's range counts
 * positions in that order. In epoch e (from 0) the job visits its own positions in the permutation
 * of its sample count whose seed is output e + 1 of {@code SplitMix64(job seed)}; mini-batches are
 * consecutive runs of it, the last one may be smaller.
 *
 * <p>{@code of(10, 42)} is 9, 1, 3, 5, 6, 0, 4, 7, 8, 2; {@code ofEpoch(10, 42, 1)} is 7, 0, 9, 3,
 * 1, 6, 8, 5, 2, 4.
 */
public final class Permutation {
  private Permutation() {}

  /** The permutation of 0 to {@code size − 1} with this seed. */
  public static int[] of(int size, long seed) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    SplitMix64 random = new SplitMix64(seed);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return order;
  }

  /** The order in which a job visits its samples in an epoch, from 0. */
  public static int[] ofEpoch(int samples, long jobSeed, int epoch) {
    SplitMix64 seeds = new SplitMix64(jobSeed);
    for (int skipped = 0; skipped < epoch; skipped++) {
      seeds.nextLong();
    }
    return of(samples, seeds.nextLong());
  }
}
