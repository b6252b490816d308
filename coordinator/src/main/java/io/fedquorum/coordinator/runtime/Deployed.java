package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.coordinator.chain.ChainStatus;
import io.fedquorum.coordinator.chain.DeploymentSource;
import io.fedquorum.coordinator.chain.WorkerDirectory;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.DeploymentInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the API asks of the chain. */
@ApplicationScoped
public class Deployed implements DeploymentSource, ChainStatus, WorkerDirectory {
  private static final Duration MEMBERSHIP_AGE = Duration.ofSeconds(2);

  private record Membership(boolean active, Instant read) {}

  private final Node node;
  private final Engine engine;
  private final Clock clock;
  private final Map<Address, Membership> memberships = new ConcurrentHashMap<>();
  private volatile DeploymentInfo known;

  @Inject
  Deployed(Node node, Engine engine, Clock clock) {
    this.node = node;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public Optional<DeploymentInfo> deployment() {
    if (known == null && node.isReady()) {
      known = read();
    }
    return Optional.ofNullable(known);
  }

  private DeploymentInfo read() {
    Contracts contracts = node.contracts();
    return new DeploymentInfo(
        node.identity().chainId(),
        node.identity().clientVersion(),
        contracts.registry(),
        contracts.jobs(),
        contracts.deployedAt(),
        node.chain().minimumStake(contracts),
        engine.get().dataset().ref(),
        engine.get().profile());
  }

  @Override
  public ChainIdentity identity() {
    requireReady();
    return node.chain().identity();
  }

  @Override
  public Optional<Address> signer(Bytes32 hash, byte[] signature) {
    requireReady();
    return node.chain().signer(hash, signature);
  }

  @Override
  public boolean isActive(Address worker) {
    requireReady();
    Instant now = clock.instant();
    Membership cached = memberships.get(worker);
    if (cached != null && cached.read().plus(MEMBERSHIP_AGE).isAfter(now)) {
      return cached.active();
    }
    boolean active =
        node.chain().worker(node.contracts(), worker).map(WorkerRecord::active).orElse(false);
    if (memberships.size() > 100_000) {
      memberships.clear();
    }
    memberships.put(worker, new Membership(active, now));
    return active;
  }

  private void requireReady() {
    if (!node.isReady()) {
      throw new ChainUnavailableException("the coordinator is not connected to a chain yet");
    }
  }
}
