package io.fedquorum.worker.artifact;

/** The coordinator refuses a request; making it again does not help. */
public final class RequestRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RequestRefusedException(String message) {
    super(message);
  }
}
