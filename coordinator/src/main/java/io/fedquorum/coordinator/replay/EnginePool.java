package io.fedquorum.coordinator.replay;

import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.Evaluation;
import io.fedquorum.worker.training.ProcessTrainingEngine;
import io.fedquorum.worker.training.TrainedResult;
import io.fedquorum.worker.training.TrainerSettings;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingException;
import io.fedquorum.worker.training.TrainingTask;
import io.fedquorum.worker.training.dataset.Dataset;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Several engines on one dataset behind one face: as many trainings at once as there are. */
public final class EnginePool implements TrainingEngine {
  private final List<TrainingEngine> all;
  private final BlockingQueue<TrainingEngine> free;

  EnginePool(List<TrainingEngine> engines) {
    this.all = List.copyOf(engines);
    this.free = new ArrayBlockingQueue<>(all.size(), true, all);
  }

  /** Starts so many trainer processes. */
  public static EnginePool start(Dataset dataset, int engines) {
    TrainerSettings settings = TrainerSettings.defaults(line -> {});
    return new EnginePool(
        IntStream.range(0, engines)
            .<TrainingEngine>mapToObj(i -> ProcessTrainingEngine.start(dataset, settings))
            .toList());
  }

  @Override
  public NumericProfile profile() {
    return all.get(0).profile();
  }

  @Override
  public Dataset dataset() {
    return all.get(0).dataset();
  }

  @Override
  public byte[] initialModel(ModelSpec model, long seed) {
    return all.get(0).initialModel(model, seed);
  }

  @Override
  public TrainedResult train(TrainingTask task) {
    return with(engine -> engine.train(task));
  }

  @Override
  public Evaluation evaluate(ModelSpec model, byte[] artifact) {
    return with(engine -> engine.evaluate(model, artifact));
  }

  @Override
  public void close() {
    all.forEach(TrainingEngine::close);
  }

  private <T> T with(Function<TrainingEngine, T> work) {
    TrainingEngine engine;
    try {
      engine = free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException("interrupted while waiting for an engine");
    }
    try {
      return work.apply(engine);
    } finally {
      free.add(engine);
    }
  }
}
