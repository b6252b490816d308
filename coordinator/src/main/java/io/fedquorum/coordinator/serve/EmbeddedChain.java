package io.fedquorum.coordinator.serve;

import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.coordinator.client.LocalKeys;
import io.fedquorum.coordinator.client.OperatorAccount;
import io.fedquorum.network.NetworkOptions;
import io.fedquorum.network.Networks;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A local network for a coordinator that is not given a chain: GoQuorum where it is found, else the
 * development chain. The network outlives the coordinator, so that a coordinator that was killed
 * finds it again; {@code fedq network down} ends it.
 */
final class EmbeddedChain {
  private static final Logger LOG = Logger.getLogger(EmbeddedChain.class);

  /** 100,000 ether. */
  private static final BigInteger FUNDS = BigInteger.TEN.pow(23);

  private EmbeddedChain() {}

  static void start(Path home) {
    Path directory = home.resolve("network");
    RunningNetwork network =
        new Networks(LOG::info).up(NetworkOptions.of(directory, NetworkHome.find()));
    LOG.infof(
        "local network of kind %s in %s; end it with: fedq network down --dir %s",
        network.kind().text(), directory, directory);
    Path keyFile = home.resolve("coordinator.json");
    LocalKeys keys = LocalKeys.in(home);
    fund(network, keys.account(keyFile));
    System.setProperty("fedq.chain.rpc", network.rpcUrls().get(0));
    System.setProperty("fedq.chain.id", Long.toString(network.chainId()));
    System.setProperty("fedq.chain.keystore", keyFile.toString());
    System.setProperty("fedq.chain.password-file", keys.passphraseFile().toString());
    // The operator asked for no chain of his own, and the line above names the kind.
    System.setProperty(
        "fedq.chain.allow-development", Boolean.toString(network.kind() == NetworkKind.DEV));
  }

  /**
   * The coordinator has an account of its own: the operator's is used by commands too, and two
   * senders on one account would take each other's nonces.
   */
  private static void fund(RunningNetwork network, Address coordinator) {
    try (Web3jChains node = Web3jChains.connect(URI.create(network.rpcUrls().get(0)))) {
      if (node.chain().balance(coordinator).signum() == 0) {
        OperatorAccount.pay(network, Map.of(coordinator, FUNDS));
      }
    }
  }
}
