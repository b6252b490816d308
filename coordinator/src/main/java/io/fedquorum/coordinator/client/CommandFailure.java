package io.fedquorum.coordinator.client;

import java.util.Objects;

/** A command can't go on; the message is one line for people. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ExitCode exitCode;

  public CommandFailure(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = Objects.requireNonNull(exitCode, "exitCode");
  }

  /** How the process ends. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
