package io.fedquorum.coordinator.replay;

/** The log says one thing and the computation another; the message names the first such event. */
public final class DivergenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergenceException(long sequence, String type, String what, Object logged, Object computed) {
    super(
        "event %d (%s): %s is %s in the log, but must be %s"
            .formatted(sequence, type, what, logged, computed));
  }
}
