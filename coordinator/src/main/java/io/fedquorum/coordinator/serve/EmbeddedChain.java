package io.fedquorum.coordinator.serve;

import io.fedquorum.network.NetworkOptions;
import io.fedquorum.network.Networks;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.plan.NetworkKind;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * A local network for a coordinator that is not given a chain: GoQuorum where it is found, else the
 * development chain. The network outlives the coordinator, so that a coordinator that was killed
 * finds it again; {@code fedq network down} ends it.
 */
final class EmbeddedChain {
  private static final Logger LOG = Logger.getLogger(EmbeddedChain.class);

  private EmbeddedChain() {}

  static void start(Path directory) {
    RunningNetwork network =
        new Networks(LOG::info).up(NetworkOptions.of(directory, NetworkHome.find()));
    LOG.infof(
        "local network of kind %s in %s; end it with: fedq network down --dir %s",
        network.kind(), directory, directory);
    System.setProperty("fedq.chain.rpc", network.rpcUrls().get(0));
    System.setProperty("fedq.chain.id", Long.toString(network.chainId()));
    System.setProperty("fedq.chain.keystore", network.operatorKeyFile().toString());
    System.setProperty("fedq.chain.password-file", network.operatorPassphraseFile().toString());
    // The operator asked for no chain of his own, and the line above names the kind.
    System.setProperty(
        "fedq.chain.allow-development", Boolean.toString(network.kind() == NetworkKind.DEV));
  }
}
