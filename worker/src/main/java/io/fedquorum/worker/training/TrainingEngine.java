package io.fedquorum.worker.training;

import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.dataset.Dataset;

/**
 * Trains and evaluates models on one dataset, reproducibly: equal arguments on equal {@linkplain
 * #profile() profiles} give equal bytes. Safe for use by many threads; one call runs at a time, the
 * others wait.
 *
 * <p>Artifacts are the canonical bytes of {@link io.fedquorum.protocol.ModelArtifact}; an artifact
 * argument that is not canonical is refused with {@link
 * io.fedquorum.protocol.MalformedArtifactException}. Faults of the engine itself are {@link
 * TrainingException}s.
 */
public interface TrainingEngine extends AutoCloseable {
  /** What makes this engine's bytes equal to another's; waits until the engine has started. */
  NumericProfile profile();

  /** The data that jobs and evaluations of this engine use. */
  Dataset dataset();

  /**
   * The model that a training begins with. It depends on nothing but the arguments, see {@link
   * io.fedquorum.worker.training.numeric.WeightInit}.
   *
   * @return the artifact's bytes
   */
  byte[] initialModel(ModelSpec model, long seed);

  /**
   * Runs one job; blocks until it is done.
   *
   * @throws IllegalArgumentException when the job's range is not within the training set, or the
   *     model does not take the dataset's images
   * @throws NonFiniteResultException when training diverged; the same for every honest worker
   */
  TrainedResult train(TrainingTask task);

  /**
   * Tests a model on the whole test set.
   *
   * @param artifact the model's canonical bytes
   */
  Evaluation evaluate(ModelSpec model, byte[] artifact);

  /** Stops the engine; a call that is under way fails. */
  @Override
  void close();
}
