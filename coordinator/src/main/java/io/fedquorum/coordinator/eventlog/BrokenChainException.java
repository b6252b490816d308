package io.fedquorum.coordinator.eventlog;

/** A log that is not what was written; the message names the first bad line and what is wrong. */
public final class BrokenChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long line;

  public BrokenChainException(long line, String fault) {
    super("event log line " + line + ": " + fault);
    this.line = line;
  }

  /** Number of the first bad line, from 1. */
  public long line() {
    return line;
  }
}
