package io.fedquorum.coordinator.round;

import io.fedquorum.protocol.Bytes32;

/** Where assignment seeds come from. */
@FunctionalInterface
public interface Seeds {
  /** 32 bytes that nobody can foresee. */
  Bytes32 next();
}
