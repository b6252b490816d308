package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;

/** An account's key, wherever it lies. */
public interface Signer {
  /** The account. */
  Address address();

  /** 65 bytes r ‖ s ‖ v (27 or 28) with low s, over a 32-byte hash as it is. */
  byte[] sign(Bytes32 hash);
}
