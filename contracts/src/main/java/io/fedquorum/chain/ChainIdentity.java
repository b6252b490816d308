package io.fedquorum.chain;

/**
 * Which chain answers.
 *
 * @param kind what the client version says
 * @param clientVersion as {@code web3_clientVersion} gives it
 * @param chainId EIP-155 chain id
 */
public record ChainIdentity(Kind kind, String clientVersion, long chainId) {
  /** Families of clients. A development chain has no consensus, no finality, no permissioning. */
  public enum Kind {
    GOQUORUM,
    BESU,
    DEVELOPMENT,
    OTHER
  }

  /**
   * Refuses any other chain.
   *
   * @throws WrongChainException naming the expected and the found id
   */
  public ChainIdentity requireChainId(long expected) {
    if (chainId != expected) {
      throw new WrongChainException(
          "chain id must be %d, but the node (%s) serves chain %d"
              .formatted(expected, clientVersion, chainId));
    }
    return this;
  }

  /**
   * Refuses a development chain, unless the configuration allows it by name.
   *
   * @throws WrongChainException naming the client
   */
  public ChainIdentity requireNoDevelopmentChain(boolean allowed) {
    if (kind == Kind.DEVELOPMENT && !allowed) {
      throw new WrongChainException(
          "the node (%s) is a development chain, which has no consensus and no finality; the configuration does not allow one"
              .formatted(clientVersion));
    }
    return this;
  }
}
