package io.fedquorum.coordinator.security;

/** Stands in the log for an exception whose message carries a secret; the stack is the same. */
// The log shows the name of the fault that it stands for, not its own.
@SuppressWarnings("OverrideThrowableToString")
final class RedactedFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String text;

  private RedactedFault(String text, RedactedFault cause, StackTraceElement[] stack) {
    super(text, cause, false, true);
    this.text = text;
    setStackTrace(stack);
  }

  static RedactedFault of(Throwable fault) {
    RedactedFault cause = fault.getCause() == null ? null : of(fault.getCause());
    return new RedactedFault(Redaction.redact(fault.toString()), cause, fault.getStackTrace());
  }

  @Override
  public String toString() {
    return text;
  }
}
