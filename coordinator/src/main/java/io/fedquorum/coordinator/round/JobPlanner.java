package io.fedquorum.coordinator.round;

import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a round into jobs. Pure: the same training, round and model give the same bytes. */
public final class JobPlanner {
  private JobPlanner() {}

  /**
   * The job list of a round. The training set is cut into {@code jobs} ranges whose sizes differ by
   * at most one.
   *
   * @param round from 1
   * @param model digest of the parameters that the round starts from
   */
  public static JobList plan(TrainingCreated training, int round, Digest model) {
    TrainingSpec spec = training.spec();
    int samples = training.dataset().train();
    List<Job> jobs =
        IntStream.range(0, spec.jobs())
            .mapToObj(index -> job(spec, round, index, samples))
            .toList();
    return new JobList(
        1,
        training.trainingId(),
        round,
        spec.model(),
        model,
        training.dataset(),
        derive(spec.seed(), "permutation", 0, 0),
        spec.hyperparameters(),
        training.numericProfile().id(),
        jobs,
        spec.options().agreed().isTolerant() ? spec.options().agreed().text() : null);
  }

  private static Job job(TrainingSpec spec, int round, int index, int samples) {
    int from = Math.toIntExact((long) samples * index / spec.jobs());
    int to = Math.toIntExact((long) samples * (index + 1) / spec.jobs());
    return new Job(index, from, to, derive(spec.seed(), "job", round, index));
  }

  /** The seed of the initial parameters. */
  public static long initialSeed(TrainingSpec spec) {
    return derive(spec.seed(), "initial", 0, 0);
  }

  private static long derive(long seed, String purpose, int round, int index) {
    String text = "FedQuorum.seed.v1:%d:%s:%d:%d".formatted(seed, purpose, round, index);
    return ByteBuffer.wrap(Digest.of(text.getBytes(StandardCharsets.UTF_8)).bytes()).getLong();
  }
}
