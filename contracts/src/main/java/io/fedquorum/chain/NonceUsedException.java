package io.fedquorum.chain;

/** The nonce is mined already; the receipt tells by which transaction. */
public final class NonceUsedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NonceUsedException(String message) {
    super(message);
  }

  public NonceUsedException(String message, Throwable cause) {
    super(message, cause);
  }
}
