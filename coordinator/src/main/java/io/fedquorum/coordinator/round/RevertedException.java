package io.fedquorum.coordinator.round;

/** The contract refused a transaction of the coordinator; the message holds its reason. */
public final class RevertedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RevertedException(String intent, String reason) {
    super("the contract refused " + intent + ": " + reason);
  }
}
