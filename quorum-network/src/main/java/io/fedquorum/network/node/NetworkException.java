package io.fedquorum.network.node;

import java.util.Objects;

/** A network cannot be brought up, read or stopped. The message is one line, fit for the user. */
public final class NetworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, each with its own exit code on the command line. */
  public enum Reason {
    /** An option or a line of the network file has a value that is not allowed. */
    BAD_INPUT,
    /** A program is not there, or of a version that is not supported. */
    MISSING_PROGRAM,
    /** Another program listens on a port that the network needs. */
    PORT_TAKEN,
    /** The directory holds something that is not a network of ours, or of another kind. */
    FOREIGN_DIRECTORY,
    /** Nothing runs here, or a node of that name is not part of the network. */
    NOT_RUNNING,
    /** A node was started and ended, or gave no blocks in time. */
    START_FAILED
  }

  private final Reason reason;

  public NetworkException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  public NetworkException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }
}
