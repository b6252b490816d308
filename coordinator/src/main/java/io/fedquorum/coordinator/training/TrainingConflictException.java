package io.fedquorum.coordinator.training;

/** Another process changed the training first, or the id is taken; read again and decide again. */
public final class TrainingConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingConflictException(String message) {
    super(message);
  }
}
