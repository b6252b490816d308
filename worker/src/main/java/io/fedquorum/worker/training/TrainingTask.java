package io.fedquorum.worker.training;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.util.Arrays;
import java.util.Objects;

/**
 * One job with all that its result depends on, apart from data and numeric profile.
 *
 * @param model the model configuration
 * @param artifact canonical bytes of the model to start from
 * @param hyperparameters how to train
 * @param permutationSeed seed of the training's permutation of the training set; the job's range
 *     counts positions in it
 * @param job the range, and the seed of the mini-batch order
 */
@SuppressWarnings("ArrayRecordComponent") // Defensive copies and value equality are below.
public record TrainingTask(
    ModelSpec model,
    byte[] artifact,
    Hyperparameters hyperparameters,
    long permutationSeed,
    Job job) {
  public TrainingTask {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(hyperparameters, "hyperparameters");
    Objects.requireNonNull(job, "job");
    ModelArtifact.decode(model, artifact);
    artifact = artifact.clone();
  }

  /** A copy of the bytes. */
  @Override
  public byte[] artifact() {
    return artifact.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainingTask that
        && model.equals(that.model)
        && Arrays.equals(artifact, that.artifact)
        && hyperparameters.equals(that.hyperparameters)
        && permutationSeed == that.permutationSeed
        && job.equals(that.job);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, Arrays.hashCode(artifact), hyperparameters, permutationSeed, job);
  }

  @Override
  public String toString() {
    return "TrainingTask[%s, %s]".formatted(model, job);
  }
}
