package io.fedquorum.worker.training;

/** Training diverged: a parameter or the loss is NaN or infinite. A lower learning rate helps. */
public final class NonFiniteResultException extends TrainingException {
  private static final long serialVersionUID = 1L;

  public NonFiniteResultException(String message) {
    super(message);
  }
}
