package io.fedquorum.protocol;

/**
 * A round's unit of work: train on the samples {@code from} (included) to {@code to} (excluded) of
 * the training set in the training's published permutation.
 *
 * @param index the job's number in its round, from 0
 * @param from first position in the permuted training set
 * @param to one past the last position
 * @param seed drives the order of mini-batches
 */
public record Job(int index, int from, int to, long seed) {
  public Job {
    if (index < 0 || from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "job %d must have a data range, not [%d, %d)".formatted(index, from, to));
    }
  }

  /** How many samples the job trains on; its weight in the aggregation. */
  public int samples() {
    return to - from;
  }
}
