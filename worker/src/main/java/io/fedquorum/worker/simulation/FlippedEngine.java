package io.fedquorum.worker.simulation;

import io.fedquorum.worker.training.ProcessTrainingEngine;
import io.fedquorum.worker.training.SharedTrainingEngine;
import io.fedquorum.worker.training.TrainerSettings;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The real engine on the label-flipped copy of a dataset, started when first asked for. */
public final class FlippedEngine implements Supplier<TrainingEngine>, AutoCloseable {
  private final Dataset dataset;
  private final Consumer<String> notes;
  private TrainingEngine engine;

  /**
   * An engine that is not started yet.
   *
   * @param dataset what honest workers train on
   * @param notes takes lines for people
   */
  public FlippedEngine(Dataset dataset, Consumer<String> notes) {
    this.dataset = Objects.requireNonNull(dataset, "dataset");
    this.notes = Objects.requireNonNull(notes, "notes");
  }

  @Override
  public synchronized TrainingEngine get() {
    if (engine == null) {
      notes.accept("simulation: a training engine on flipped labels starts");
      Dataset copy =
          Datasets.labelFlipped(dataset, DatasetSources.standard(Optional.empty(), notes).cache());
      engine =
          new SharedTrainingEngine(
              ProcessTrainingEngine.start(copy, TrainerSettings.defaults(notes)));
    }
    return engine;
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
    }
  }
}
