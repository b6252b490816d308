package io.fedquorum.worker.training.trainer;

/** A request for something that the data does not have. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
