package io.fedquorum.worker.fleet;

import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.Evaluation;
import io.fedquorum.worker.training.TrainedResult;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingTask;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.numeric.WeightInit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Trains nothing: a job's result is the start model with one parameter, that of the job's index,
 * larger by one. All that use it agree; a referee, who trains, will not. For load tests, whose
 * output says "canned results (simulated training)".
 */
public final class CannedEngine implements TrainingEngine {
  private final DeploymentInfo info;

  /**
   * An engine without data.
   *
   * @param info whose dataset and numeric profile it claims to have
   */
  public CannedEngine(DeploymentInfo info) {
    this.info = Objects.requireNonNull(info, "info");
  }

  @Override
  public NumericProfile profile() {
    return info.numericProfile();
  }

  @Override
  public Dataset dataset() {
    return new Dataset(info.dataset(), Path.of("."), "canned results");
  }

  @Override
  public byte[] initialModel(ModelSpec model, long seed) {
    return ModelArtifact.encode(model, WeightInit.of(model, seed));
  }

  @Override
  public TrainedResult train(TrainingTask task) {
    float[] parameters = ModelArtifact.decode(task.model(), task.artifact());
    parameters[task.job().index() % parameters.length] += 1;
    return new TrainedResult(
        ModelArtifact.encode(task.model(), parameters), task.job().samples(), BigDecimal.ZERO);
  }

  @Override
  public Evaluation evaluate(ModelSpec model, byte[] artifact) {
    throw new UnsupportedOperationException("there is no data");
  }

  @Override
  public void close() {}
}
