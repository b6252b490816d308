package io.fedquorum.chain.web3j;

import io.fedquorum.chain.Chain;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.TransactionSigner;
import io.fedquorum.chain.TransactionStore;
import java.net.URI;
import java.util.Objects;

/**
 * Where callers begin: one connection to a node, and what can be made of it.
 *
 * <pre>{@code
 * try (Web3jChains node = Web3jChains.connect(URI.create("http://127.0.0.1:8545"))) {
 *   Transactions transactions = node.sender(contracts, key, store);
 *   transactions.submit("join", new Call.Join(profile, stake));
 * }
 * }</pre>
 */
public final class Web3jChains implements AutoCloseable {
  private final Rpc rpc;
  private final Web3jChain chain;

  private Web3jChains(Rpc rpc, ChainOptions options) {
    this.rpc = rpc;
    this.chain = new Web3jChain(rpc, options.maximumRange());
  }

  /** A connection with the default options; no request is made yet. */
  public static Web3jChains connect(URI url) {
    return connect(url, ChainOptions.defaults());
  }

  /**
   * A connection; no request is made yet.
   *
   * @param url http or https
   */
  public static Web3jChains connect(URI url, ChainOptions options) {
    String scheme = url.getScheme();
    if ((!"http".equals(scheme) && !"https".equals(scheme)) || url.getHost() == null) {
      // Not shown whole: it may carry a password or a key.
      throw new IllegalArgumentException(
          "chain URL with scheme '%s' and host '%s' must be http://host:port or https://host:port"
              .formatted(scheme, url.getHost()));
    }
    return new Web3jChains(new Rpc(url, options), options);
  }

  /** The chain. */
  public Chain chain() {
    return chain;
  }

  /** A signer of calls to one deployment; asks the node for its chain id. */
  public TransactionSigner signer(Contracts contracts, AccountKey key) {
    return signer(contracts, key, chain.identity().chainId());
  }

  /** A signer of calls to one deployment, for a chain whose id is known; asks the node nothing. */
  public TransactionSigner signer(Contracts contracts, AccountKey key, long chainId) {
    Objects.requireNonNull(contracts, "contracts");
    return new Web3jTransactionSigner(
        key, chainId, new CallEncoder(contracts, new Bindings(rpc.quorum())));
  }

  /** A sender for the key's account, over the caller's store. */
  public TransactionSender sender(Contracts contracts, AccountKey key, TransactionStore store) {
    return new TransactionSender(chain, store, signer(contracts, key));
  }

  /** Puts both contracts on the chain, or finds that they are there. */
  public ContractDeployer deployer(AccountKey owner, TransactionStore store) {
    return new ContractDeployer(chain, new Bindings(rpc.quorum()), owner, store);
  }

  /** Which accounts and nodes the network lets in. */
  public AccountPermissions permissions() {
    return new AccountPermissions(rpc, chain);
  }

  @Override
  public void close() {
    chain.close();
  }
}
