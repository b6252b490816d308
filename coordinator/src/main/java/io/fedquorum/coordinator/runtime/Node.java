package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.TransactionStore;
import io.fedquorum.chain.Transactions;
import io.fedquorum.chain.web3j.AccountKey;
import io.fedquorum.chain.web3j.ChainOptions;
import io.fedquorum.chain.web3j.ContractDeployer;
import io.fedquorum.chain.web3j.ExternalSigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.round.Finality;
import io.fedquorum.protocol.Address;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;

/** The coordinator's connection to its chain: node, key, contracts, sender. */
@ApplicationScoped
public class Node {
  private static final Duration DEPLOYMENT_LIMIT = Duration.ofMinutes(2);

  private final FedqConfig.ChainSettings settings;
  private final TransactionStore store;

  private Web3jChains connection;
  private ChainIdentity identity;
  private AccountKey key;
  private Contracts contracts;
  private volatile Transactions transactions;

  @Inject
  Node(FedqConfig config, TransactionStore store) {
    this.settings = config.chain();
    this.store = store;
  }

  /** Checks the node and opens the key; the first thing that is wrong is one clear error. */
  void connect() {
    String url = settings.rpc().orElseThrow(() -> new ChainSettingException("fedq.chain.rpc"));
    connection = Web3jChains.connect(URI.create(url));
    identity = connection.chain().identity();
    ChainRules.require(identity, settings.id(), settings.allowDevelopment());
    ChainRules.requireSeals(connection.chain(), identity, settings.assumeFinality());
    key = settings.signerUrl().isPresent() ? externalKey() : keyFile();
  }

  private AccountKey keyFile() {
    return Keystores.load(
        settings.keystore().orElseThrow(() -> new ChainSettingException("fedq.chain.keystore")),
        settings
            .passwordFile()
            .orElseThrow(() -> new ChainSettingException("fedq.chain.password-file")));
  }

  private AccountKey externalKey() {
    if (settings.keystore().isPresent()) {
      throw new IllegalArgumentException(
          "fedq.chain.keystore and fedq.chain.signer-url are both set, one of them must be");
    }
    String account =
        settings
            .signerAccount()
            .orElseThrow(() -> new ChainSettingException("fedq.chain.signer-account"));
    return ExternalSigner.connect(
        URI.create(settings.signerUrl().orElseThrow()),
        Address.of(account),
        ChainOptions.defaults());
  }

  /** Finds the contracts, or deploys them; a deployment that was interrupted goes on. */
  void deploy() {
    contracts =
        settings.registry().isPresent() && settings.jobs().isPresent()
            ? new Contracts(
                Address.of(settings.registry().get()),
                Address.of(settings.jobs().get()),
                settings.deployedAt())
            : deployer().deploy(terms(), DEPLOYMENT_LIMIT);
    transactions = connection.sender(contracts, key, store);
  }

  private ContractDeployer deployer() {
    return connection.deployer(key, store);
  }

  private ContractDeployer.Terms terms() {
    return new ContractDeployer.Terms(
        settings.minimumStake(), settings.cooldown(), settings.approvalRequired());
  }

  /** Whether contracts and sender are known: everything else here may be asked. */
  public boolean isReady() {
    return transactions != null;
  }

  /** When a transaction of this chain is final. */
  public Finality finality() {
    return ChainRules.finality(chain(), identity, settings.assumeFinality());
  }

  /** Reading the chain. */
  public Chain chain() {
    return connection.chain();
  }

  /** The node as it was at start. */
  public ChainIdentity identity() {
    return identity;
  }

  /** The deployment. */
  public Contracts contracts() {
    return contracts;
  }

  /** The sender of the coordinator's account. */
  public Transactions transactions() {
    return transactions;
  }

  /** A sender of the same account over another view of its store. */
  Transactions transactions(TransactionStore view) {
    return connection.sender(contracts, key, view);
  }

  /** The coordinator's account. */
  public Address account() {
    return key.address();
  }
}
