package io.fedquorum.worker.training;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetException;
import io.fedquorum.worker.training.numeric.WeightInit;
import io.fedquorum.worker.training.wire.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The engine in a supervised child process. The child ends when this process ends, however it ends.
 * A child that died is replaced by the next call; the replacement must have the same profile.
 */
public final class ProcessTrainingEngine implements TrainingEngine {
  private final Dataset dataset;
  private volatile TrainerSettings settings;

  /** Held during a call: one training at a time, and first come, first served. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private volatile boolean closed;
  private volatile TrainerProcess trainer;
  private NumericProfile profile;
  private TrainerProcess greeted;

  private ProcessTrainingEngine(Dataset dataset, TrainerSettings settings) {
    this.dataset = Objects.requireNonNull(dataset, "dataset");
    this.settings = Objects.requireNonNull(settings, "settings");
    trainer = TrainerProcess.start(dataset, settings);
  }

  /** Starts the trainer and returns at once; the first call that needs it waits for it. */
  public static ProcessTrainingEngine start(Dataset dataset, TrainerSettings settings) {
    return new ProcessTrainingEngine(dataset, settings);
  }

  @Override
  public NumericProfile profile() {
    turn.lock();
    try {
      return profile != null ? profile : greet();
    } finally {
      turn.unlock();
    }
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
    if (task.job().to() > dataset.ref().train()) {
      throw new IllegalArgumentException(
          "%s must be within the %d training images".formatted(task.job(), dataset.ref().train()));
    }
    Message.Train request =
        new Message.Train(
            task.model(),
            task.artifact(),
            task.hyperparameters(),
            task.permutationSeed(),
            task.job());
    Message answer = call("training of " + task.job(), request);
    if (answer instanceof Message.Trained trained) {
      return new TrainedResult(trained.artifact(), task.job().samples(), trained.loss());
    }
    throw unexpected(answer);
  }

  @Override
  public Evaluation evaluate(ModelSpec model, byte[] artifact) {
    ModelArtifact.decode(model, artifact);
    Message answer = call("evaluation of " + model, new Message.Evaluate(model, artifact.clone()));
    if (answer instanceof Message.Evaluated done) {
      return new Evaluation(done.correct(), done.total(), done.loss());
    }
    throw unexpected(answer);
  }

  @Override
  public void close() {
    closed = true;
    trainer.kill();
  }

  /** The trainer's process id, while one is there; for supervision and tests. */
  public long trainerPid() {
    return trainer.pid();
  }

  private Message call(String what, Message request) {
    turn.lock();
    try {
      greet();
      TrainerProcess now = trainer;
      try {
        now.send(request);
      } catch (IOException e) {
        throw now.died(what, e);
      }
      Message answer = now.receive(what, settings.callTimeout());
      if (answer instanceof Message.Failed failed) {
        throw failure(failed);
      }
      return answer;
    } finally {
      turn.unlock();
    }
  }

  /** Replaces a dead trainer, and hears a new one's first message. */
  private NumericProfile greet() {
    if (closed) {
      throw new TrainingException("the training engine is closed");
    }
    if (greeted == trainer && !trainer.isAlive()) {
      settings.log().accept("the trainer process " + trainer.pid() + " ended; starting another");
      restart();
    }
    if (greeted != trainer) {
      hear(settings.startTimeout());
    }
    return profile;
  }

  private void restart() {
    trainer = TrainerProcess.start(dataset, settings);
    if (closed) {
      trainer.kill();
    }
  }

  private void hear(Duration timeout) {
    Message answer = firstMessage(timeout);
    if (answer instanceof Message.Failed failed) {
      throw failure(failed);
    }
    if (!(answer instanceof Message.Ready ready)) {
      throw unexpected(answer);
    }
    if (profile != null && !profile.equals(ready.profile())) {
      trainer.kill();
      throw new TrainingException(
          "the new trainer's numeric profile %s must be %s".formatted(ready.profile(), profile));
    }
    profile = ready.profile();
  }

  /** A JVM checks little of a class-data archive: a cut one crashes it, so try without it. */
  private Message firstMessage(Duration timeout) {
    greeted = trainer;
    try {
      return trainer.receive("its start", timeout);
    } catch (TrainerDiedException e) {
      if (closed || TrainerCommand.archive(settings).isEmpty()) {
        throw e;
      }
      settings.log().accept(e.getMessage() + "; starting without " + settings.sharedArchive());
      settings = settings.withSharedArchive(Optional.empty());
      restart();
      greeted = trainer;
      return trainer.receive("its start", timeout);
    }
  }

  private static RuntimeException failure(Message.Failed failed) {
    return switch (failed.fault()) {
      case NON_FINITE -> new NonFiniteResultException(failed.text());
      case DATASET -> new DatasetException(failed.text());
      case REFUSED -> new IllegalArgumentException(failed.text());
      case INTERNAL -> new TrainingException("the trainer failed: " + failed.text());
    };
  }

  private TrainingException unexpected(Message answer) {
    trainer.kill();
    return new TrainingException(
        "the trainer gave an unexpected answer, " + answer.getClass().getSimpleName());
  }
}
