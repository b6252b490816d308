package io.fedquorum.coordinator.chain;

import io.fedquorum.chain.ChainIdentity;

/** What the readiness check asks the chain. */
public interface ChainStatus {
  /**
   * Who answers now.
   *
   * @throws io.fedquorum.chain.ChainUnavailableException when no node answers
   */
  ChainIdentity identity();
}
