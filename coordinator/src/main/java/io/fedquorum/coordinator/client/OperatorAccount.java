package io.fedquorum.coordinator.client;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Confirmations;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.InMemoryTransactionStore;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The account that holds a local network's Ether from its first block on. */
public final class OperatorAccount {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private OperatorAccount() {}

  /**
   * Pays several accounts, and waits until all payments are mined.
   *
   * @param amounts in wei
   */
  public static void pay(RunningNetwork network, Map<Address, BigInteger> amounts) {
    KeySigner operator =
        Keystores.load(network.operatorKeyFile(), network.operatorPassphraseFile());
    try (Web3jChains node = Web3jChains.connect(URI.create(network.rpcUrls().get(0)))) {
      Contracts none = new Contracts(operator.address(), operator.address(), 0);
      TransactionSender sender = node.sender(none, operator, new InMemoryTransactionStore());
      amounts.forEach((to, wei) -> sender.submit("pay/" + to, new Call.Transfer(to, wei)));
      amounts.keySet().forEach(to -> Confirmations.await(sender, "pay/" + to, LIMIT));
    }
  }
}
