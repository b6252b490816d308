package io.fedquorum.chain;

/** The node will not take a transaction; trying again does not help. */
public final class TransactionRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TransactionRefusedException(String message) {
    super(message);
  }

  public TransactionRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
