package io.fedquorum.coordinator.world;

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
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Results are a pure function of the task and cost nothing. Counts its trainings. */
public final class WorldEngine implements TrainingEngine {
  public static final DatasetRef DATASET =
      new DatasetRef("digits", 100, 40, Digest.of(new byte[] {1}));
  public static final NumericProfile PROFILE =
      new NumericProfile("world", "none", "none", 1, Digest.of(new byte[] {2}));
  private final AtomicInteger trainings = new AtomicInteger();

  /** How often it trained. */
  public int trainings() {
    return trainings.get();
  }

  @Override
  public NumericProfile profile() {
    return PROFILE;
  }

  @Override
  public Dataset dataset() {
    return new Dataset(DATASET, Path.of("."), "world");
  }

  @Override
  public byte[] initialModel(ModelSpec model, long seed) {
    return ModelArtifact.encode(model, numbers(model, seed));
  }

  @Override
  public TrainedResult train(TrainingTask task) {
    trainings.incrementAndGet();
    float[] parameters = ModelArtifact.decode(task.model(), task.artifact());
    long seed =
        Objects.hash(
            task.hyperparameters(), task.permutationSeed(), task.job(), task.model().name());
    float[] step = numbers(task.model(), seed);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = parameters[i] * 0.5f + step[i];
    }
    return new TrainedResult(
        ModelArtifact.encode(task.model(), parameters), task.job().samples(), BigDecimal.ONE);
  }

  @Override
  public Evaluation evaluate(ModelSpec model, byte[] artifact) {
    ModelArtifact.decode(model, artifact);
    int hash = Math.floorMod(Arrays.hashCode(artifact), 1_000_000);
    return new Evaluation(hash % 41, 40, BigDecimal.valueOf(hash, 6));
  }

  @Override
  public void close() {}

  private static float[] numbers(ModelSpec model, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[model.parameterCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat();
    }
    return numbers;
  }
}
