package io.fedquorum.coordinator.round;

/** The rules of the training give no next model; trying again would give none either. */
public final class UnusableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
