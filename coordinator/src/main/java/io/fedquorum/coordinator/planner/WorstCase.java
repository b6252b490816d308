package io.fedquorum.coordinator.planner;

/**
 * The most jobs in which colluders who know the assignment can hold at least some number of
 * replicas.
 *
 * @param jobs the number of jobs
 * @param exact whether some set of colluders reaches it; else it is an upper bound
 */
public record WorstCase(int jobs, boolean exact) {
  /** Search nodes that are tried before the answer is a bound; about 15 seconds on one core. */
  static final long NODE_LIMIT = 100_000_000L;

  private static final double SMALL = 1e7;
  private static final int LARGEST_FOR_SYMMETRY = 512;

  /**
   * Computes the worst case of an assignment.
   *
   * @param workers number of workers
   * @param blocks the workers of each job
   * @param evil how many collude, 0 to {@code workers}
   * @param threshold how many replicas of a job win it, at least 1
   */
  public static WorstCase of(int workers, int[][] blocks, int evil, int threshold) {
    return of(workers, blocks, evil, threshold, NODE_LIMIT);
  }

  static WorstCase of(int workers, int[][] blocks, int evil, int threshold, long nodeLimit) {
    if (evil < 0 || evil > workers || threshold < 1) {
      throw new IllegalArgumentException(
          "evil '%d' must be 0 to %d and threshold '%d' at least 1"
              .formatted(evil, workers, threshold));
    }
    Incidence incidence = new Incidence(workers, blocks);
    if (evil == 0) {
      return new WorstCase(0, true);
    }
    int bound = LossBound.of(incidence, evil, threshold);
    int known = new Attack(incidence, evil, threshold).jobs();
    if (known == bound) {
      return new WorstCase(known, true);
    }
    LossSearch search = new LossSearch(incidence, evil, threshold, nodeLimit);
    boolean symmetric =
        subsets(workers, evil) > SMALL && workers + blocks.length <= LARGEST_FOR_SYMMETRY;
    return search.run(known, symmetric)
        ? new WorstCase(search.best(), true)
        : new WorstCase(bound, search.best() == bound);
  }

  /** About how many sets of {@code k} of {@code n} there are. */
  static double subsets(int n, int k) {
    double sets = 1;
    for (int i = 1; i <= k; i++) {
      sets *= (n - k + i) / (double) i;
    }
    return sets;
  }
}
