package io.fedquorum.worker.training;

/** The trainer process gave no answer in time and was killed; the next call starts a new one. */
public final class TrainerStuckException extends TrainingException {
  private static final long serialVersionUID = 1L;

  public TrainerStuckException(String message) {
    super(message);
  }
}
