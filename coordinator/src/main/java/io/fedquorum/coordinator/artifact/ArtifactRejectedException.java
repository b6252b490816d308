package io.fedquorum.coordinator.artifact;

/** The bytes are not those that the digest or the length promised; the message says which. */
public final class ArtifactRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArtifactRejectedException(String message) {
    super(message);
  }
}
