package io.fedquorum.worker.process;

import io.fedquorum.worker.round.RoundKey;

/** Is passed between any two steps that must not depend on each other's completion; for tests. */
@FunctionalInterface
public interface Checkpoint {
  /** Does nothing. */
  Checkpoint NONE = (label, round) -> {};

  /** The worker is at this point. */
  void pass(String label, RoundKey round);
}
