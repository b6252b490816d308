package io.fedquorum.coordinator.security;

/** A worker asks faster than it may. */
public final class TooManyRequestsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TooManyRequestsException(String message) {
    super(message);
  }
}
