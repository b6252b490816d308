package io.fedquorum.coordinator.training;

/** A training that can't be created; the message names the field, the value and what is allowed. */
public final class InvalidTrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;

  public InvalidTrainingException(String field, Object value, String allowed) {
    super("%s '%s' must be %s".formatted(field, value, allowed));
    this.field = field;
  }

  /** Takes over a message that begins with the field's name. */
  InvalidTrainingException(IllegalArgumentException fault) {
    super(fault.getMessage(), fault);
    this.field = fault.getMessage().substring(0, fault.getMessage().indexOf(' '));
  }

  /** The field at fault. */
  public String field() {
    return field;
  }
}
