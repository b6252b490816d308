package io.fedquorum.worker.artifact;

/** The coordinator sent other bytes than were asked for. */
public final class WrongArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongArtifactException(String message) {
    super(message);
  }
}
