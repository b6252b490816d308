package io.fedquorum.worker.fake;

import io.fedquorum.protocol.DatasetRef;
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
import java.nio.file.Path;

/** "Trains" by adding a number that depends on the job; counts its trainings. */
public final class FakeEngine implements TrainingEngine {
  public static final DatasetRef DATASET =
      new DatasetRef("digits", 100, 10, Digest.of(new byte[] {1}));
  public static final NumericProfile PROFILE =
      new NumericProfile("fake", "none", "none", 1, Digest.of(new byte[] {2}));
  private RuntimeException fault;
  private int trainings;

  /** How often it trained. */
  public int trainings() {
    return trainings;
  }

  /** The next training fails. */
  public void failNext(RuntimeException next) {
    fault = next;
  }

  @Override
  public NumericProfile profile() {
    return PROFILE;
  }

  @Override
  public Dataset dataset() {
    return new Dataset(DATASET, Path.of("."), "fake");
  }

  @Override
  public byte[] initialModel(ModelSpec model, long seed) {
    float[] parameters = new float[model.parameterCount()];
    java.util.Arrays.fill(parameters, (float) seed);
    return ModelArtifact.encode(model, parameters);
  }

  @Override
  public TrainedResult train(TrainingTask task) {
    if (fault != null) {
      RuntimeException now = fault;
      fault = null;
      throw now;
    }
    trainings++;
    float[] parameters = ModelArtifact.decode(task.model(), task.artifact());
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.25f + task.job().index();
    }
    return new TrainedResult(
        ModelArtifact.encode(task.model(), parameters), task.job().samples(), BigDecimal.ZERO);
  }

  @Override
  public Evaluation evaluate(ModelSpec model, byte[] artifact) {
    throw new UnsupportedOperationException("no worker evaluates");
  }

  @Override
  public void close() {}
}
