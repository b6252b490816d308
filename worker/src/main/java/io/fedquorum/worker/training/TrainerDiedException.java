package io.fedquorum.worker.training;

/** The trainer process ended in the middle of a call; the next call starts a new one. */
public final class TrainerDiedException extends TrainingException {
  private static final long serialVersionUID = 1L;

  public TrainerDiedException(String message, Throwable cause) {
    super(message, cause);
  }
}
