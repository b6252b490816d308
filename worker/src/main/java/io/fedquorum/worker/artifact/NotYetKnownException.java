package io.fedquorum.worker.artifact;

/**
 * The coordinator does not know yet what the request is about, such as a reveal in the newest
 * block.
 */
public final class NotYetKnownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotYetKnownException(String message) {
    super(message);
  }
}
