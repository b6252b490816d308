package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.round.Referee;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.worker.training.TrainingEngine;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Trains all jobs of a round again, as many at once as the engine takes. */
final class JobTraining {
  private JobTraining() {}

  static Map<Integer, Digest> all(TrainingEngine engine, JobList jobs, byte[] model) {
    return all(engine, jobs, model, (job, result) -> Digest.of(result));
  }

  /**
   * @param name the digest that a job's result goes by
   */
  static Map<Integer, Digest> all(
      TrainingEngine engine, JobList jobs, byte[] model, BiFunction<Job, byte[], Digest> name) {
    Referee referee = new Referee(() -> engine);
    Map<Integer, Digest> digests = new ConcurrentHashMap<>();
    jobs.jobs().parallelStream()
        .forEach(
            job -> digests.put(job.index(), name.apply(job, referee.compute(jobs, model, job))));
    return new TreeMap<>(digests);
  }
}
