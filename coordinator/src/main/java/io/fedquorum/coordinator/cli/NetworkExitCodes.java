package io.fedquorum.coordinator.cli;

import io.fedquorum.network.node.NetworkException.Reason;

/** Exit codes of {@code fedq network}. */
final class NetworkExitCodes {
  private NetworkExitCodes() {}

  static int of(Reason reason) {
    return switch (reason) {
      case BAD_INPUT -> 2;
      case MISSING_PROGRAM -> 10;
      case PORT_TAKEN -> 11;
      case FOREIGN_DIRECTORY -> 12;
      case NOT_RUNNING -> 13;
      case START_FAILED -> 14;
    };
  }
}
