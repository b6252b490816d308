package io.fedquorum.worker.training;

import io.fedquorum.protocol.Digest;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a job gave.
 *
 * @param artifact canonical bytes of the trained model
 * @param samples how many samples the job trained on: its weight in the aggregation
 * @param loss mean training loss over the mini-batches of the last epoch, six decimals
 */
@SuppressWarnings("ArrayRecordComponent") // Defensive copies and value equality are below.
public record TrainedResult(byte[] artifact, int samples, BigDecimal loss) {
  public TrainedResult {
    Objects.requireNonNull(loss, "loss");
    artifact = artifact.clone();
  }

  /** A copy of the bytes. */
  @Override
  public byte[] artifact() {
    return artifact.clone();
  }

  /** The name of the artifact: what a worker commits to. */
  public Digest digest() {
    return Digest.of(artifact);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainedResult that
        && Arrays.equals(artifact, that.artifact)
        && samples == that.samples
        && loss.equals(that.loss);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(artifact), samples, loss);
  }

  @Override
  public String toString() {
    return "TrainedResult[%s, samples=%d, loss=%s]".formatted(digest(), samples, loss);
  }
}
