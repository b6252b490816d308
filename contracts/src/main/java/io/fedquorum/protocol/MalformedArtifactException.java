package io.fedquorum.protocol;

/** Bytes that claim to be an artifact and are not; the message names the first fault. */
public final class MalformedArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedArtifactException(String fault) {
    super("malformed artifact: " + fault);
  }
}
