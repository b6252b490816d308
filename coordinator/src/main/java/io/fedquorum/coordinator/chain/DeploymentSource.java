package io.fedquorum.coordinator.chain;

import io.fedquorum.protocol.DeploymentInfo;
import java.util.Optional;

/** What this coordinator is deployed on. */
public interface DeploymentSource {
  /** Empty while the coordinator is still finding its chain and contracts. */
  Optional<DeploymentInfo> deployment();
}
