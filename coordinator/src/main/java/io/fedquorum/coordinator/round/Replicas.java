package io.fedquorum.coordinator.round;

import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.Replica;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The answers of a round, by job. Pure: from the assignment and what stands on chain. A reveal with
 * another number of digests than the worker has jobs answers none of them.
 */
public final class Replicas {
  private final Assignment assignment;
  private final Set<Address> committed;
  private final Map<Address, List<Digest>> revealed;
  private final Map<Address, List<Integer>> jobsOf;

  /**
   * @param assignment who trains what
   * @param committed workers whose commitment is on chain
   * @param revealed what they revealed
   */
  public Replicas(
      Assignment assignment, Set<Address> committed, Map<Address, List<Digest>> revealed) {
    this.assignment = assignment;
    this.committed = Set.copyOf(committed);
    this.revealed = Map.copyOf(revealed);
    this.jobsOf = assignment.jobsByWorker();
  }

  /** One replica for each worker of the job, in address order. */
  public List<Replica> of(int job) {
    return assignment.workersOf(job).stream().map(worker -> replica(worker, job)).toList();
  }

  private Replica replica(Address worker, int job) {
    if (!committed.contains(worker)) {
      return Replica.missing(worker, Outcome.NO_COMMIT);
    }
    List<Digest> digests = revealed.get(worker);
    if (digests == null) {
      return Replica.missing(worker, Outcome.NO_REVEAL);
    }
    List<Integer> jobs = jobsOf.get(worker);
    if (digests.size() != jobs.size()) {
      return Replica.missing(worker, Outcome.MALFORMED);
    }
    return Replica.answered(worker, digests.get(Collections.binarySearch(jobs, job)));
  }
}
