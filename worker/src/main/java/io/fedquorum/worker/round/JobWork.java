package io.fedquorum.worker.round;

import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.worker.training.TrainingTask;
import java.util.Objects;

/**
 * One job with what is public about it.
 *
 * @param list the round's job list
 * @param job the job
 * @param startModel canonical bytes of the model to start from; not to be changed
 */
public record JobWork(JobList list, Job job, byte[] startModel) {
  public JobWork {
    Objects.requireNonNull(list, "list");
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(startModel, "startModel");
  }

  /** The job as a training engine takes it. */
  public TrainingTask task() {
    return new TrainingTask(
        list.model(), startModel, list.hyperparameters(), list.permutationSeed(), job);
  }
}
