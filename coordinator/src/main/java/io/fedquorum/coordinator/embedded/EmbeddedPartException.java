package io.fedquorum.coordinator.embedded;

/** An embedded part can't start; the message is one line for the operator. */
public final class EmbeddedPartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddedPartException(String message) {
    super(message);
  }

  public EmbeddedPartException(String message, Throwable cause) {
    super(message, cause);
  }
}
