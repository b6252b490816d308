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
}
