package io.fedquorum.coordinator.calibration;

import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingTask;
import java.util.List;
import java.util.stream.IntStream;

/** The jobs that are trained. */
record Trials(CalibrationRequest request, int samples) {
  Trials {
    if (samples < 2 * request.split()) {
      throw new IllegalArgumentException(
          "split '%d' must leave each job two or more of the %d training images"
              .formatted(request.split(), samples));
    }
  }

  /** The jobs of a round. */
  List<Job> jobs(int round) {
    return IntStream.range(0, request.jobs()).mapToObj(index -> job(round, index)).toList();
  }

  private Job job(int round, int index) {
    int from = Math.toIntExact((long) samples * index / request.split());
    int to = Math.toIntExact((long) samples * (index + 1) / request.split());
    return new Job(index, from, to, request.seed() + 1_000L * round + index);
  }

  /** The job with the first half of its images. */
  static Job half(Job job) {
    return new Job(job.index(), job.from(), job.from() + job.samples() / 2, job.seed());
  }

  float[] train(TrainingEngine engine, byte[] start, Job job) {
    byte[] artifact =
        engine
            .train(
                new TrainingTask(
                    request.model(), start, request.hyperparameters(), request.seed(), job))
            .artifact();
    return ModelArtifact.decode(request.model(), artifact);
  }
}
