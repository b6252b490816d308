package io.fedquorum.coordinator.training;

/** A training that can't be created; the message names the field, the value and what is allowed. */
public final class InvalidTrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;

  public InvalidTrainingException(String field, Object value, String allowed) {
    super("%s '%s' must be %s".formatted(field, value, allowed));
    this.field = field;
  }

  /** The field at fault. */
  public String field() {
    return field;
  }
}
