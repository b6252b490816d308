package io.fedquorum.chain;

/**
 * A block that was read before is no longer on the chain. A BFT network never takes a block back,
 * so the node serves another chain, or the chain was reset. Events must not be read on from there.
 */
public final class ChainReorganisedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChainReorganisedException(String message) {
    super(message);
  }
}
