package io.fedquorum.worker.simulation;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One attacker under several names (J. R. Douceur, "The Sybil Attack", IPTPS 2002): all identities
 * answer alike and wrong, and when one is slashed the attacker may bring a new one, if it has
 * another stake and the operator let another account of it in.
 */
final class Sybil implements Behaviour {
  private final Attacker attacker;
  private final Collusion lie = new Collusion();

  Sybil(Attacker attacker) {
    this.attacker = Objects.requireNonNull(attacker, "attacker");
  }

  @Override
  public String name() {
    return "sybil";
  }

  @Override
  public void observe(ContractEvent event) {
    if (event instanceof ContractEvent.Claimed claimed
        && claimed.slashed().signum() > 0
        && attacker.identities().contains(claimed.worker())) {
      attacker.slashed().accept(claimed.worker());
    }
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    return lie.result(work, honest);
  }
}
