package io.fedquorum.chain;

/** The node serves another chain than the configured one, or one of a kind that is not allowed. */
public final class WrongChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongChainException(String message) {
    super(message);
  }
}
