package io.fedquorum.worker.round;

import java.util.Objects;

/**
 * What to do at a point where the chain expects something of a worker.
 *
 * @param <T> what would be sent
 */
public sealed interface Decision<T> {
  /** Send it now. */
  record Send<T>(T value) implements Decision<T> {
    public Send {
      Objects.requireNonNull(value, "value");
    }
  }

  /** Ask again later. */
  record Wait<T>() implements Decision<T> {}

  /** Give the round up. */
  record GiveUp<T>(String reason) implements Decision<T> {
    public GiveUp {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
