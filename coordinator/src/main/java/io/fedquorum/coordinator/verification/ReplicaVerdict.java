package io.fedquorum.coordinator.verification;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import java.util.Objects;

/**
 * How one replica is judged.
 *
 * @param worker who computed it, or should have
 * @param outcome the judgement
 */
public record ReplicaVerdict(Address worker, Outcome outcome) {
  public ReplicaVerdict {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(outcome, "outcome");
  }

  static ReplicaVerdict of(Replica replica, Digest accepted) {
    if (replica instanceof Replica.Missing missing) {
      return new ReplicaVerdict(missing.worker(), missing.reason());
    }
    boolean correct = replica.digest().filter(accepted::equals).isPresent();
    return new ReplicaVerdict(replica.worker(), correct ? Outcome.CORRECT : Outcome.WRONG);
  }
}
