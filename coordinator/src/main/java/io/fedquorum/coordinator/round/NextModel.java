package io.fedquorum.coordinator.round;

import io.fedquorum.coordinator.aggregation.Accumulator;
import io.fedquorum.coordinator.aggregation.OptimizerState;
import io.fedquorum.coordinator.aggregation.ServerOptimizer;
import io.fedquorum.coordinator.aggregation.Step;
import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.MalformedArtifactException;
import java.util.Optional;
import java.util.function.Function;

/**
 * From accepted results to the next model: the training's aggregation rule, then the server
 * optimiser's step. Pure; bytes come in as a function, so that replay runs this very code.
 */
public final class NextModel {
  private final byte[] model;
  private final OptimizerState state;

  private NextModel(byte[] model, OptimizerState state) {
    this.model = model;
    this.state = state;
  }

  /**
   * Computes it.
   *
   * @param before the optimiser's state after the round before; null in the first round
   * @param bytes the artifact of a digest
   * @throws UnusableModelException when the step leaves the range of float32
   */
  public static NextModel of(
      TrainingOptions rules,
      JobList jobs,
      VerdictList verdicts,
      Digest before,
      Function<Digest, byte[]> bytes) {
    byte[] aggregate = aggregate(rules, jobs, verdicts, bytes);
    ServerOptimizer optimizer = rules.optimizer();
    if (optimizer.kind() == ServerOptimizer.Kind.NONE) {
      return new NextModel(aggregate, null);
    }
    int size = jobs.model().parameterCount();
    OptimizerState state =
        before == null
            ? OptimizerState.initial(size)
            : OptimizerState.read(size, bytes.apply(before));
    try {
      Step step = optimizer.step(jobs.model(), bytes.apply(jobs.modelDigest()), aggregate, state);
      return new NextModel(step.model(), step.state());
    } catch (MalformedArtifactException e) {
      throw new UnusableModelException(
          "server optimiser %s gives no model after round %d, try a smaller ETA: %s"
              .formatted(rules.serverOptimizer(), jobs.round(), e.getMessage()),
          e);
    }
  }

  /** Canonical artifact bytes. */
  public byte[] model() {
    return model.clone();
  }

  /** The optimiser's next state; empty without an optimiser. */
  public Optional<byte[]> optimizerState() {
    return Optional.ofNullable(state).map(OptimizerState::bytes);
  }

  private static byte[] aggregate(
      TrainingOptions rules, JobList jobs, VerdictList verdicts, Function<Digest, byte[]> bytes) {
    Accumulator sum = rules.aggregator().start(jobs.model());
    for (JobVerdict verdict : verdicts.jobs()) {
      Job job = jobs.jobs().get(verdict.job());
      sum.add(job.index(), job.samples(), bytes.apply(verdict.accepted()));
    }
    return sum.finish();
  }
}
