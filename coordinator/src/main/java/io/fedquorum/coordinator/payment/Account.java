package io.fedquorum.coordinator.payment;

import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.Objects;

/**
 * One worker's totals over a training, in wei; they never fall.
 *
 * @param worker the worker
 * @param earned all rewards so far
 * @param slashed all lost stake so far
 */
public record Account(Address worker, BigInteger earned, BigInteger slashed) {
  public Account {
    Objects.requireNonNull(worker, "worker");
    if (earned.signum() < 0 || slashed.signum() < 0) {
      throw new IllegalArgumentException(
          "earned '%s' and slashed '%s' of %s must not be negative"
              .formatted(earned, slashed, worker));
    }
  }

  static Account empty(Address worker) {
    return new Account(worker, BigInteger.ZERO, BigInteger.ZERO);
  }

  Account earn(BigInteger wei) {
    return new Account(worker, earned.add(wei), slashed);
  }

  Account lose(BigInteger wei) {
    return new Account(worker, earned, slashed.add(wei));
  }
}
