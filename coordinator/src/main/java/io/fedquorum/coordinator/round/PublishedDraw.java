package io.fedquorum.coordinator.round;

import io.fedquorum.coordinator.adaptive.Thinning;
import io.fedquorum.coordinator.adaptive.TrackRecords;
import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Reserves;
import java.util.Arrays;
import java.util.List;

/**
 * From a design's full draw to the assignment that is published: thinned where replication is
 * adaptive, with reserves where jobs escalate. Pure.
 */
public final class PublishedDraw {
  private PublishedDraw() {}

  /**
   * The published assignment.
   *
   * @param full the design's draw
   * @param records of the workers after the rounds before
   */
  public static Assignment of(Assignment full, TrainingSpec spec, TrackRecords records) {
    Assignment drawn =
        spec.options()
            .adaptiveRule(spec.replicas())
            .map(rule -> Thinning.of(full, rule, records))
            .orElse(full);
    Integer after = spec.options().escalateAfterSeconds();
    return after == null
        ? drawn
        : drawn.with(new Reserves(spec.commitSeconds() - after, reserves(drawn), List.of()));
  }

  /** Those without a job, by {@link SeededRandom} with purpose {@code reserves:training:round}. */
  private static List<Integer> reserves(Assignment drawn) {
    String purpose = "reserves:%d:%d".formatted(drawn.trainingId(), drawn.round());
    int[] order = new SeededRandom(drawn.seed(), purpose).permutation(drawn.eligible().size());
    return Arrays.stream(order)
        .filter(place -> drawn.jobs().stream().noneMatch(job -> job.contains(place)))
        .boxed()
        .toList();
  }
}
