package io.fedquorum.coordinator.replay;

import java.util.Objects;

/** Compares what one event says with what was computed. */
record Check(long sequence, String type) {
  void equal(String what, Object logged, Object computed) {
    if (!Objects.equals(logged, computed)) {
      throw new DivergenceException(sequence, type, what, logged, computed);
    }
  }

  void that(boolean holds, String what, Object logged, Object allowed) {
    if (!holds) {
      throw new DivergenceException(sequence, type, what, logged, allowed);
    }
  }
}
