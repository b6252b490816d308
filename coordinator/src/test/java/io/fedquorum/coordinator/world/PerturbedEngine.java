package io.fedquorum.coordinator.world;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.Evaluation;
import io.fedquorum.worker.training.TrainedResult;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingTask;
import io.fedquorum.worker.training.dataset.Dataset;
import java.math.BigDecimal;

/**
 * The world's engine under another numeric profile: each parameter of a result is off by the same
 * relative amount, up or down in turn, so that amount is the relative distance.
 */
public final class PerturbedEngine implements TrainingEngine {
  private final WorldEngine exact = new WorldEngine();
  private final double by;

  public PerturbedEngine(double by) {
    this.by = by;
  }

  /** The numeric profile of an engine that is off so much. */
  public static NumericProfile profile(double by) {
    return by == 0
        ? WorldEngine.PROFILE
        : new NumericProfile(
            "world", "none", "off by " + BigDecimal.valueOf(by), 1, Digest.of(new byte[] {3}));
  }

  @Override
  public NumericProfile profile() {
    return profile(by);
  }

  @Override
  public Dataset dataset() {
    return exact.dataset();
  }

  @Override
  public byte[] initialModel(ModelSpec model, long seed) {
    return exact.initialModel(model, seed);
  }

  @Override
  public TrainedResult train(TrainingTask task) {
    TrainedResult right = exact.train(task);
    return new TrainedResult(
        perturbed(task.model(), right.artifact(), by), right.samples(), right.loss());
  }

  @Override
  public Evaluation evaluate(ModelSpec model, byte[] artifact) {
    return exact.evaluate(model, artifact);
  }

  @Override
  public void close() {}

  static byte[] perturbed(ModelSpec model, byte[] artifact, double by) {
    float[] parameters = ModelArtifact.decode(model, artifact);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) (parameters[i] * (i % 2 == 0 ? 1 + by : 1 - by));
    }
    return ModelArtifact.encode(model, parameters);
  }
}
