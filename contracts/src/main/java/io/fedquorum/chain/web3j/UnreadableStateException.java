package io.fedquorum.chain.web3j;

/** The node answered in good order, and its answer is that the state can't be read. */
final class UnreadableStateException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  UnreadableStateException(String message) {
    super(message);
  }
}
