package io.fedquorum.worker.process;

/** What was published for a round contradicts the chain or cannot be worked on; one line. */
final class UnusableRoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableRoundException(String message) {
    super(message);
  }

  UnusableRoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
