package io.fedquorum.coordinator.serve;

/** The service can't start; one line for the operator, and the exit code. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A setting is wrong. */
  public static final int CONFIGURATION = 2;

  /** A port is taken. */
  public static final int PORT_TAKEN = 10;

  /** An embedded part can't start. */
  public static final int EMBEDDED_PART = 11;

  private final int exitCode;

  public StartFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
