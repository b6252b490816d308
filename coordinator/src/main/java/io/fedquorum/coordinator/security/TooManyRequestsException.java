package io.fedquorum.coordinator.security;

/** A caller asks faster than it may, or for more at a time than there is. */
public final class TooManyRequestsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TooManyRequestsException(String message) {
    super(message);
  }
}
