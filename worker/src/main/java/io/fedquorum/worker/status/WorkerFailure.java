package io.fedquorum.worker.status;

import java.util.Objects;

/**
 * The worker cannot go on. The message is one line for a person: what is wrong, what was expected,
 * what to do.
 */
public final class WorkerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public WorkerFailure(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  public WorkerFailure(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = Objects.requireNonNull(exitCode, "exitCode");
  }

  /** What the process exits with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
