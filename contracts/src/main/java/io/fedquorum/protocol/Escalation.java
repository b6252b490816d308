package io.fedquorum.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Gives jobs whose workers have not all committed to reserves as well. A pure function of the
 * assignment and of who had committed when the time came; both are on chain, so the coordinator,
 * each reserve and each replay find the same without being told.
 *
 * <p>In the order of the jobs, an open job takes as many reserves as it lacks committed workers to
 * have {@code replicas} of them, going round the list of reserves from where the job before
 * stopped. A reserve that has committed to something is out, and none gets more jobs than the
 * busiest worker of the assignment has. A job for which too few are left gets none.
 */
public final class Escalation {
  private final Assignment assignment;
  private final Set<Address> committed;
  private final List<Integer> reserves;
  private final int mostJobs;
  private final Map<Integer, Integer> load = new HashMap<>();
  private int next;

  private Escalation(Assignment assignment, Set<Address> committed) {
    this.assignment = assignment;
    this.committed = committed;
    this.reserves =
        assignment.reserves().workers().stream().filter(place -> !hasCommitted(place)).toList();
    this.mostJobs =
        assignment.assigned().stream().mapToInt(w -> assignment.jobsOf(w).size()).max().orElse(1);
  }

  /** When open jobs are given to reserves, seconds since the epoch: after blocks of this time. */
  public static long time(Assignment assignment, long commitDeadline) {
    return commitDeadline - assignment.reserves().seconds();
  }

  /**
   * The assignment with the reserves that take over; the same when none can or need.
   *
   * @param committed who had committed when the time came
   */
  public static Assignment of(Assignment assignment, Set<Address> committed) {
    if (assignment.reserves() == null || !assignment.reserves().openJobs().isEmpty()) {
      return assignment;
    }
    return new Escalation(assignment, committed).extended();
  }

  private Assignment extended() {
    List<List<Integer>> jobs = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (int job = 0; job < assignment.jobs().size(); job++) {
      List<Integer> workers = assignment.jobs().get(job);
      List<Integer> extra = extra(workers);
      if (!extra.isEmpty()) {
        open.add(job);
      }
      jobs.add(IntStream.concat(ints(workers), ints(extra)).sorted().boxed().toList());
    }
    return open.isEmpty() ? assignment : assignment.with(jobs, open);
  }

  private List<Integer> extra(List<Integer> workers) {
    int there = (int) workers.stream().filter(this::hasCommitted).count();
    int lacking = assignment.replicas() - there;
    if (there == workers.size() || lacking < 1) {
      return List.of();
    }
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < reserves.size() && taken.size() < lacking; i++) {
      int reserve = reserves.get((next + i) % reserves.size());
      if (load.getOrDefault(reserve, 0) < mostJobs) {
        taken.add(reserve);
      }
    }
    if (taken.size() < lacking) {
      return List.of();
    }
    taken.forEach(reserve -> load.merge(reserve, 1, Integer::sum));
    next = (reserves.indexOf(taken.get(taken.size() - 1)) + 1) % reserves.size();
    return taken;
  }

  private boolean hasCommitted(int place) {
    return committed.contains(assignment.eligible().get(place));
  }

  private static IntStream ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue);
  }
}
