package io.fedquorum.worker.simulation;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import io.fedquorum.worker.round.RoundKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the assignment, which is public, and lies only in jobs whose every replica is the
 * attacker's; elsewhere it is honest and earns. It is the attack against which {@code
 * majority-referee} is no better than its bound, the number of such jobs. Told of no accomplices or
 * of no assignment, it is honest.
 */
final class InformedCollusion implements Behaviour {
  private final Set<Address> identities;
  private final Collusion lie = new Collusion();
  private final Map<Long, Assignment> assignments = new HashMap<>();

  InformedCollusion(Set<Address> identities) {
    this.identities = Objects.requireNonNull(identities, "identities");
  }

  @Override
  public String name() {
    return "informed-collusion";
  }

  @Override
  public void assigned(RoundKey round, Assignment assignment) {
    assignments.put(round.training(), assignment);
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    Assignment known = assignments.get(work.list().trainingId());
    boolean ours =
        known != null
            && known.round() == work.list().round()
            && identities.containsAll(known.workersOf(work.job().index()));
    return ours ? lie.result(work, honest) : honest.get();
  }
}
