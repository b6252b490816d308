package io.fedquorum.coordinator.api;

import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.coordinator.chain.ChainStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that a node answers. */
@Readiness
@ApplicationScoped
class ChainHealth implements HealthCheck {
  private final ChainStatus chain;

  ChainHealth(ChainStatus chain) {
    this.chain = chain;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      ChainIdentity identity = chain.identity();
      return HealthCheckResponse.named("chain")
          .up()
          .withData("clientVersion", identity.clientVersion())
          .withData("chainId", identity.chainId())
          .build();
    } catch (ChainUnavailableException e) {
      return HealthCheckResponse.named("chain").down().withData("fault", e.getMessage()).build();
    }
  }
}
