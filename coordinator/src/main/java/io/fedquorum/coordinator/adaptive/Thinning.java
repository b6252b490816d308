package io.fedquorum.coordinator.adaptive;

import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes replicas out of a full draw. For each job the stream {@link SeededRandom} with the draw's
 * seed and purpose {@code adaptive:trainingId:round:job} first says which of its workers is the
 * first; when the coin of {@link AdaptiveReplication#replicated} falls so, it works alone. Pure, so
 * anyone who knows the records can compute it again.
 */
public final class Thinning {
  private Thinning() {}

  /** The assignment that is published. */
  public static Assignment of(Assignment full, AdaptiveReplication rule, TrackRecords records) {
    List<List<Integer>> jobs =
        IntStream.range(0, full.jobs().size())
            .mapToObj(job -> job(full, job, rule, records))
            .toList();
    return new Assignment(
        full.schemaVersion(),
        full.trainingId(),
        full.round(),
        full.seed(),
        full.eligible(),
        full.design(),
        full.replicas(),
        jobs);
  }

  private static List<Integer> job(
      Assignment full, int job, AdaptiveReplication rule, TrackRecords records) {
    List<Integer> all = full.jobs().get(job);
    String purpose = "adaptive:%d:%d:%d".formatted(full.trainingId(), full.round(), job);
    SeededRandom random = new SeededRandom(full.seed(), purpose);
    int first = all.get(random.nextInt(all.size()));
    Address worker = full.eligible().get(first);
    return rule.replicated(records.of(worker), random) ? all : List.of(first);
  }
}
