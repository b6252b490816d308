package io.fedquorum.network;

import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/** The suite on a network of four validators. */
abstract class NetworkSuite extends ChainSuite {
  private static final Networks NETWORKS = new Networks(line -> {});
  private static RunningNetwork network;
  private static KeySigner operator;

  static void start(Path directory, NetworkKind kind) {
    Declaration four = new Declaration(Consensus.AUTO, 1337, 4, 0, BigDecimal.ONE, 0, 1_000_000);
    network =
        NETWORKS.up(
            NetworkOptions.of(directory, NetworkHome.find()).withKind(kind).withDeclaration(four));
    operator = Keystores.load(network.operatorKeyFile(), network.operatorPassphraseFile());
    announce(URI.create(network.rpcUrls().get(0)));
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      NETWORKS.down(network.directory(), false);
      network = null;
    }
  }

  @Override
  URI url() {
    return URI.create(network.rpcUrls().get(0));
  }

  @Override
  KeySigner richAccount() {
    return operator;
  }
}
