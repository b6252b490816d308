package io.fedquorum.coordinator.chain;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;

/** Stands in while no chain is configured: nobody is a worker, nothing is deployed. */
class Unconnected {
  @Produces
  @ApplicationScoped
  @DefaultBean
  DeploymentSource deployment() {
    return Optional::empty;
  }

  @Produces
  @ApplicationScoped
  @DefaultBean
  ChainStatus status() {
    return () -> {
      throw new ChainUnavailableException("no chain is configured, set fedq.chain.rpc");
    };
  }

  @Produces
  @ApplicationScoped
  @DefaultBean
  WorkerDirectory workers() {
    return new WorkerDirectory() {
      @Override
      public Optional<Address> signer(Bytes32 hash, byte[] signature) {
        return Optional.empty();
      }

      @Override
      public boolean isActive(Address worker) {
        return false;
      }
    };
  }
}
