package io.fedquorum.coordinator.runtime;

/** There is no training with this id. */
public final class UnknownTrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownTrainingException(String id) {
    super("training '" + id + "' does not exist; see the list of trainings");
  }
}
