package io.fedquorum.coordinator.backup;

/** A backup can't be made, or a restore is refused; nothing that was there before has changed. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
