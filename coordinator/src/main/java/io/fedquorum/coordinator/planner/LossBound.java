package io.fedquorum.coordinator.planner;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Upper bounds on the jobs that q workers can win, by counting. Each won job has at least t evil
 * replicas, and at least t(t−1)/2 evil pairs; q workers have no more replicas than the q largest
 * loads, and no more pairs than the jobs that pairs share.
 */
final class LossBound {
  private LossBound() {}

  static int of(Incidence incidence, int evil, int threshold) {
    List<Integer> loads =
        IntStream.range(0, incidence.workers()).mapToObj(incidence::degree).toList();
    long byLoad = Incidence.sumOfLargest(loads, evil) / threshold;
    long bound = Math.min(byLoad, incidence.jobs());
    return (int) (threshold < 2 ? bound : Math.min(bound, byPairs(incidence, evil, threshold)));
  }

  /** For any assignment in which loads differ by at most 1, whatever the draw. */
  static int ofBalanced(int workers, int jobs, int replicas, int evil, int threshold) {
    long replicasInAll = (long) jobs * replicas;
    long heavy = Math.min(evil, replicasInAll % workers);
    long held = replicasInAll / workers * evil + heavy;
    return (int) Math.min(jobs, held / threshold);
  }

  private static long byPairs(Incidence incidence, int evil, int threshold) {
    List<Integer> meetings =
        IntStream.range(0, incidence.workers())
            .mapToObj(a -> (int) meetings(incidence, a, evil))
            .toList();
    long pairs = Incidence.sumOfLargest(meetings, evil) / 2;
    return pairs / (threshold * (threshold - 1L) / 2);
  }

  private static long meetings(Incidence incidence, int worker, int evil) {
    List<Integer> shared =
        IntStream.range(0, incidence.workers())
            .filter(other -> other != worker)
            .mapToObj(other -> incidence.shared(worker, other))
            .toList();
    return Incidence.sumOfLargest(shared, evil - 1);
  }
}
