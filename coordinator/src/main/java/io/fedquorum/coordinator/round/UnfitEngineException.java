package io.fedquorum.coordinator.round;

/** This machine would judge a training by other bytes or other data than its own: it must not. */
public final class UnfitEngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnfitEngineException(String message) {
    super(message);
  }
}
