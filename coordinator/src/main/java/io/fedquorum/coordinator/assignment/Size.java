package io.fedquorum.coordinator.assignment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The size of a round.
 *
 * @param workers how many workers take part, at least {@code replicas}
 * @param jobs how many jobs there are, at least 1
 * @param replicas workers per job, at least 1
 */
public record Size(int workers, int jobs, int replicas) {
  private static final int SHOWN = 3;

  public Size {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs '" + jobs + "' must be at least 1");
    }
    if (replicas < 1 || replicas > workers) {
      throw new IllegalArgumentException(
          "replicas '%d' must be 1 to the %d workers".formatted(replicas, workers));
    }
  }

  /** Jobs of the busiest worker when the work is spread evenly. */
  public int load() {
    return Math.toIntExact(((long) jobs * replicas + workers - 1) / workers);
  }

  /** The candidates nearest to this size, nearest first; a change of replicas counts most. */
  List<Size> nearest(Stream<Size> candidates) {
    return candidates
        .distinct()
        .sorted(
            Comparator.comparingLong(this::distance)
                .thenComparing(Size::workers)
                .thenComparing(Size::jobs))
        .limit(SHOWN)
        .toList();
  }

  private long distance(Size other) {
    return 10L * Math.abs(replicas - other.replicas)
        + 2L * Math.abs(workers - other.workers)
        + Math.abs((long) jobs - other.jobs);
  }

  @Override
  public String toString() {
    return "%d workers, %d jobs, %d replicas".formatted(workers, jobs, replicas);
  }
}
