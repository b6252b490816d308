package io.fedquorum.coordinator.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.util.Optional;

/** What authentication asks the chain. */
public interface WorkerDirectory {
  /**
   * The owner of a signature over a 32-byte hash; empty when it is malformed or has a high s, as in
   * {@code Chain.signer}.
   */
  Optional<Address> signer(Bytes32 hash, byte[] signature);

  /** Whether the registry holds this worker as active at the newest block; cache it briefly. */
  boolean isActive(Address worker);
}
