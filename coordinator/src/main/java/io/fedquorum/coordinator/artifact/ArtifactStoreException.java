package io.fedquorum.coordinator.artifact;

/** The store can't do its work: full, unreadable, or damaged; the message says which and where. */
public final class ArtifactStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArtifactStoreException(String message) {
    super(message);
  }

  public ArtifactStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
