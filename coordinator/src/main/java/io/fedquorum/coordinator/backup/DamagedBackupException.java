package io.fedquorum.coordinator.backup;

/** A backup's files are not those that its manifest names. */
public final class DamagedBackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedBackupException(String message) {
    super(message);
  }
}
