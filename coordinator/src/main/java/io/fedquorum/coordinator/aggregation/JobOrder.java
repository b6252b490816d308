package io.fedquorum.coordinator.aggregation;

/** Holds an accumulator to canonical order: floating-point sums depend on it. */
final class JobOrder {
  private int last = -1;

  void require(int job, int samples) {
    if (job <= last) {
      throw new IllegalArgumentException(
          "job '%d' must come after job %d, results are added in job order".formatted(job, last));
    }
    if (samples < 1) {
      throw new IllegalArgumentException(
          "samples '%d' of job %d must be at least 1".formatted(samples, job));
    }
  }

  void accept(int job) {
    last = job;
  }

  void requireSome() {
    if (last < 0) {
      throw new IllegalStateException("there is nothing to aggregate");
    }
  }
}
