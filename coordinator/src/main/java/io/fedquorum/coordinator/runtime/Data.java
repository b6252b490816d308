package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.util.function.Consumer;

/** The coordinator's dataset, as configured. */
final class Data {
  private Data() {}

  static Dataset resolve(FedqConfig settings, Consumer<String> notes) {
    return Datasets.resolve(
        DatasetChoice.parse(settings.dataset().name()),
        DatasetSources.standard(settings.data(), notes));
  }
}
