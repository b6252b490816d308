package io.fedquorum.coordinator.round;

import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.worker.training.TrainedResult;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingTask;
import java.util.Objects;
import java.util.function.Supplier;

/** Recomputes jobs, to settle them and to replay them. */
public final class Referee {
  private final Supplier<TrainingEngine> engine;

  /**
   * @param engine asked for at the first job, because an engine is slow to start
   */
  public Referee(Supplier<TrainingEngine> engine) {
    this.engine = Objects.requireNonNull(engine, "engine");
  }

  /**
   * The result of a job, as every honest worker computes it.
   *
   * @param model canonical bytes of the round's model
   * @return canonical bytes of the trained parameters
   */
  public byte[] compute(JobList round, byte[] model, Job job) {
    TrainedResult result =
        engine
            .get()
            .train(
                new TrainingTask(
                    round.model(), model, round.hyperparameters(), round.permutationSeed(), job));
    return result.artifact();
  }
}
