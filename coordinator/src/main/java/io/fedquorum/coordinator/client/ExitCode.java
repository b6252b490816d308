package io.fedquorum.coordinator.client;

import io.fedquorum.network.node.NetworkException;

/** How the commands end; see {@code docs/ref-exit-codes.md}. */
public enum ExitCode {
  /** Done. */
  OK(0),
  /** A fault of the program itself. */
  INTERNAL(1),
  /** An option is unknown, missing or has a value that is not allowed. */
  USAGE(2),
  /** Java, Node, npm or another tool is missing or too old. */
  PREREQUISITE(3),
  /** A part (chain, database, log, port, process) can't be started or has ended. */
  PART_FAILED(4),
  /** The coordinator does not answer. */
  COORDINATOR_UNREACHABLE(5),
  /** The coordinator refused the request. */
  REFUSED(6),
  /** The dataset is missing or damaged. */
  DATASET(7),
  /** The chain does not answer, or is another one than expected. */
  CHAIN(8),
  /** A file can't be read or written. */
  FILE(9),
  /** Replay: the computation does not confirm an event. */
  DIVERGED(10),
  /** Replay: the log or an artifact is not as it was written. */
  DAMAGED(11),
  /** Attack: a promise of the policy was broken. */
  PROMISE_BROKEN(12);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The code for a fault of a local network. */
  public static ExitCode of(NetworkException.Reason reason) {
    return switch (reason) {
      case BAD_INPUT -> USAGE;
      case MISSING_PROGRAM -> PREREQUISITE;
      case PORT_TAKEN, START_FAILED -> PART_FAILED;
      case FOREIGN_DIRECTORY -> FILE;
      case NOT_RUNNING -> CHAIN;
    };
  }

  /** The number that the process exits with. */
  public int code() {
    return code;
  }
}
