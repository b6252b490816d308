package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Receipt;

/** Says whether a mined transaction is final, before the product builds on it. */
@FunctionalInterface
public interface Finality {
  /** False while the block lacks the seals of two thirds of the validators. */
  boolean isFinal(Receipt receipt);
}
