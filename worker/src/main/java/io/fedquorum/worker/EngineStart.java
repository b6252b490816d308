package io.fedquorum.worker;

import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.Keys;
import io.fedquorum.worker.status.WorkerFailure;
import io.fedquorum.worker.status.WorkerLog;
import io.fedquorum.worker.training.ProcessTrainingEngine;
import io.fedquorum.worker.training.TrainerSettings;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the training engine, if this machine has the coordinator's data and gives its bytes. */
final class EngineStart {
  private final DatasetChoice wish;
  private final Optional<Path> directory;
  private final WorkerLog log;

  /**
   * A start.
   *
   * @param wish which data; auto takes what the coordinator has
   * @param directory where MNIST is
   */
  EngineStart(DatasetChoice wish, Optional<Path> directory, WorkerLog log) {
    this.wish = Objects.requireNonNull(wish, "wish");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.log = Objects.requireNonNull(log, "log");
  }

  TrainingEngine matching(DeploymentInfo info) {
    Consumer<String> notes = line -> log.info(line, Keys.NONE);
    Dataset dataset =
        Datasets.resolve(choice(info.dataset()), DatasetSources.standard(directory, notes));
    requireDataset(dataset.ref(), info.dataset());
    TrainingEngine engine = ProcessTrainingEngine.start(dataset, TrainerSettings.defaults(notes));
    try {
      requireProfile(engine.profile(), info.numericProfile());
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private DatasetChoice choice(DatasetRef wanted) {
    if (wish != DatasetChoice.AUTO) {
      return wish;
    }
    return wanted.name().equals("digits") ? DatasetChoice.DIGITS : DatasetChoice.MNIST;
  }

  static void requireDataset(DatasetRef own, DatasetRef wanted) {
    if (!own.equals(wanted)) {
      throw new WorkerFailure(
          ExitCode.DATASET,
          "the coordinator trains on %s and this worker has %s; use --dataset and --dataset-dir to name the same data"
              .formatted(text(wanted), text(own)));
    }
  }

  static void requireProfile(NumericProfile own, NumericProfile wanted) {
    if (!own.equals(wanted)) {
      throw new WorkerFailure(
          ExitCode.NUMERIC_PROFILE,
          "this machine cannot join: its results would have other bytes than the coordinator's; %s"
              .formatted(difference(own, wanted)));
    }
  }

  private static String difference(NumericProfile own, NumericProfile wanted) {
    if (!own.engine().equals(wanted.engine())) {
      return "engine is %s, must be %s".formatted(own.engine(), wanted.engine());
    } else if (!own.nativeBuild().equals(wanted.nativeBuild())) {
      return "native build is %s, must be %s".formatted(own.nativeBuild(), wanted.nativeBuild());
    } else if (!own.blas().equals(wanted.blas())) {
      return "BLAS is %s, must be %s".formatted(own.blas(), wanted.blas());
    } else if (own.threads() != wanted.threads()) {
      return "threads are %d, must be %d".formatted(own.threads(), wanted.threads());
    }
    return "same software, but the canary training gave %s and must give %s: the processor computes differently"
        .formatted(own.canary(), wanted.canary());
  }

  private static String text(DatasetRef ref) {
    return "%s (%d + %d images, sha256 %s)"
        .formatted(ref.name(), ref.train(), ref.test(), ref.sha256());
  }
}
