package io.fedquorum.coordinator.aggregation;

/** One aggregation under way. Results are added in ascending job order. Not thread-safe. */
public interface Accumulator {
  /**
   * Adds the accepted result of a job.
   *
   * @param job its index, above that of the result before
   * @param samples how many samples it was trained on, at least 1
   * @param artifact canonical artifact bytes
   * @throws io.fedquorum.protocol.MalformedArtifactException when the bytes are not an artifact of
   *     the model; nothing is added
   */
  void add(int job, int samples, byte[] artifact);

  /**
   * The canonical artifact bytes of the aggregate.
   *
   * @throws IllegalStateException when nothing was added
   */
  byte[] finish();
}
