package io.fedquorum.coordinator.serve;

import io.fedquorum.coordinator.client.ExitCode;

/** The service can't start; one line for the operator, and the exit code. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public StartFailure(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode.code();
  }
}
