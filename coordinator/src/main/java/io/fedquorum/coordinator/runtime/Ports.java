package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.TransactionStore;
import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.chain.GuardedTransactionStore;
import io.fedquorum.coordinator.lease.Lease;
import io.fedquorum.coordinator.lease.Leases;
import io.fedquorum.coordinator.round.Intents;
import io.fedquorum.coordinator.round.RoundPorts;
import io.fedquorum.coordinator.round.TrainingTimes;
import io.fedquorum.protocol.Bytes32;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;

/** Puts the real parts behind the ports of a round. */
@ApplicationScoped
public class Ports {
  private final Node node;
  private final ChainIndex index;
  private final ArtifactStore artifacts;
  private final Engine engine;
  private final GuardedTransactionStore transactions;
  private final Leases leases;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final TrainingTimes times = new TrainingTimes();

  @Inject
  Ports(
      Node node,
      ChainIndex index,
      ArtifactStore artifacts,
      Engine engine,
      GuardedTransactionStore transactions,
      Leases leases,
      Clock clock) {
    this.node = node;
    this.index = index;
    this.artifacts = artifacts;
    this.engine = engine;
    this.transactions = transactions;
    this.leases = leases;
    this.clock = clock;
  }

  /** What rounds need; the node must be connected and the contracts known. */
  RoundPorts ofRounds(Lease lease) {
    TransactionStore guarded = transactions.guardedBy(() -> leases.require(lease));
    return new RoundPorts(
        node.chain(),
        node.contracts(),
        new Intents(node.transactions(guarded), node.finality()),
        index,
        artifacts,
        engine::get,
        this::seed,
        times,
        clock);
  }

  /** What workers say of their training times. */
  TrainingTimes times() {
    return times;
  }

  private Bytes32 seed() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Bytes32.of(bytes);
  }
}
