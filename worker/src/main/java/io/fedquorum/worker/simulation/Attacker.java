package io.fedquorum.worker.simulation;

import io.fedquorum.protocol.Address;
import io.fedquorum.worker.training.TrainingEngine;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the simulated workers of one attacker share.
 *
 * @param identities the accounts that it works under; may grow while it works
 * @param flipped an engine on the label-flipped copy of the data; started when first asked for
 * @param slashed hears of each identity that lost stake, and may bring a new one
 */
public record Attacker(
    Set<Address> identities, Supplier<TrainingEngine> flipped, Consumer<Address> slashed) {
  public Attacker {
    Objects.requireNonNull(identities, "identities");
    Objects.requireNonNull(flipped, "flipped");
    Objects.requireNonNull(slashed, "slashed");
  }

  /** An attacker that works alone and has no engine of its own. */
  public static Attacker alone() {
    return new Attacker(
        Set.of(),
        () -> {
          throw new IllegalStateException("this attacker has no engine");
        },
        identity -> {});
  }
}
