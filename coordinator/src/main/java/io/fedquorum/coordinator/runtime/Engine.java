package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.worker.training.ProcessTrainingEngine;
import io.fedquorum.worker.training.TrainerSettings;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.dataset.Dataset;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** The coordinator's own training engine, for refereeing and evaluation. */
@ApplicationScoped
public class Engine {
  private static final Logger LOG = Logger.getLogger(Engine.class);
  private final FedqConfig config;
  private volatile TrainingEngine engine;

  @Inject
  Engine(FedqConfig config) {
    this.config = config;
  }

  /** Finds the data and starts the trainer process; returns before it is ready. */
  void start() {
    Dataset dataset = Data.resolve(config, LOG::info);
    engine = ProcessTrainingEngine.start(dataset, TrainerSettings.defaults(LOG::debug));
  }

  /** The engine; its first call waits until it is ready. */
  public TrainingEngine get() {
    TrainingEngine started = engine;
    if (started == null) {
      throw new IllegalStateException("the training engine is not started yet");
    }
    return started;
  }

  @PreDestroy
  void stop() {
    if (engine != null) {
      engine.close();
    }
  }
}
