package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Chain;
import io.fedquorum.chain.Contracts;
import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.worker.training.TrainingEngine;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * All that a round needs from outside.
 *
 * @param chain reading the chain
 * @param contracts the deployment
 * @param intents sending to it
 * @param events what the indexer has stored
 * @param artifacts bytes by digest
 * @param engine refereeing and evaluation
 * @param seeds draws the secret assignment seeds
 * @param times what workers say of their training time
 * @param clock for statistics only
 */
public record RoundPorts(
    Chain chain,
    Contracts contracts,
    Intents intents,
    IndexedEvents events,
    ArtifactStore artifacts,
    Supplier<TrainingEngine> engine,
    Seeds seeds,
    TrainingTimes times,
    InstantSource clock) {
  public RoundPorts {
    Objects.requireNonNull(chain, "chain");
    Objects.requireNonNull(contracts, "contracts");
    Objects.requireNonNull(intents, "intents");
    Objects.requireNonNull(events, "events");
    Objects.requireNonNull(artifacts, "artifacts");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(seeds, "seeds");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(clock, "clock");
  }

  /** The same where what a lost database has sent is found on the chain. */
  RoundPorts adopting() {
    return with(intents.adopting(new Adoption(chain, events)));
  }

  /** The same where refused calls are sent anew, see {@link Intents#retrying}. */
  RoundPorts retrying(int attempts) {
    return with(intents.retrying(attempts));
  }

  private RoundPorts with(Intents other) {
    return new RoundPorts(chain, contracts, other, events, artifacts, engine, seeds, times, clock);
  }
}
