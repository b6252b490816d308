package io.fedquorum.worker.training;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.numeric.WeightInit;

/** The engine in a child process; see the package. */
public final class ProcessTrainingEngine implements TrainingEngine {
  private final Dataset dataset;

  private ProcessTrainingEngine(Dataset dataset) {
    this.dataset = dataset;
  }

  /** Starts the child and returns at once; the first call that needs it waits for it. */
  public static ProcessTrainingEngine start(Dataset dataset, TrainerSettings settings) {
    return new ProcessTrainingEngine(dataset);
  }

  @Override
  public NumericProfile profile() {
    throw new TrainingException("the trainer is not there");
  }

  @Override
  public Dataset dataset() {
    return dataset;
  }

  @Override
  public byte[] initialModel(ModelSpec model, long seed) {
    return ModelArtifact.encode(model, WeightInit.of(model, seed));
  }

  @Override
  public TrainedResult train(TrainingTask task) {
    throw new TrainingException("the trainer is not there");
  }

  @Override
  public Evaluation evaluate(ModelSpec model, byte[] artifact) {
    throw new TrainingException("the trainer is not there");
  }

  @Override
  public void close() {}
}
