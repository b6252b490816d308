package io.fedquorum.coordinator.payment;

import java.math.BigInteger;

/**
 * What a replica earns or costs its worker, in wei; none is negative.
 *
 * @param rewardWei for each correct replica
 * @param slashWrongWei for each wrong replica
 * @param slashMissingWei for each missing replica
 */
public record PaymentTerms(
    BigInteger rewardWei, BigInteger slashWrongWei, BigInteger slashMissingWei) {
  public PaymentTerms {
    requireNotNegative("rewardWei", rewardWei);
    requireNotNegative("slashWrongWei", slashWrongWei);
    requireNotNegative("slashMissingWei", slashMissingWei);
  }

  private static void requireNotNegative(String name, BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(name + " '" + value + "' must not be negative");
    }
  }
}
