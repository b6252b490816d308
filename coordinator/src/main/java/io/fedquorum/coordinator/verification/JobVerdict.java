package io.fedquorum.coordinator.verification;

import io.fedquorum.protocol.Digest;
import java.util.List;
import java.util.Objects;

/**
 * The verdict of one job.
 *
 * @param job its index
 * @param accepted the digest that goes into the aggregate
 * @param basis why it was accepted
 * @param replicas the judgement of each assigned replica, in the order of the assignment
 */
public record JobVerdict(int job, Digest accepted, Basis basis, List<ReplicaVerdict> replicas) {
  public JobVerdict {
    Objects.requireNonNull(accepted, "accepted");
    Objects.requireNonNull(basis, "basis");
    replicas = List.copyOf(replicas);
    if (job < 0 || replicas.isEmpty()) {
      throw new IllegalArgumentException("job '" + job + "' must be 0 or more and have replicas");
    }
  }
}
