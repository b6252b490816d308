package io.fedquorum.worker.artifact;

/** The coordinator does not answer, or not now; the same request may be made again. */
public final class CoordinatorUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CoordinatorUnavailableException(String message) {
    super(message);
  }

  public CoordinatorUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
