package io.fedquorum.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.quorum.QuorumBinary;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The suite on four GoQuorum validators, where this machine has a GoQuorum. */
class QuorumSuiteTest extends ChainSuite {
  private static final Networks NETWORKS = new Networks(line -> {});
  @TempDir private static Path networkDirectory;
  private static RunningNetwork network;
  private static KeySigner operator;

  @BeforeAll
  static void start() {
    assumeTrue(
        QuorumBinary.find(Optional.ofNullable(System.getenv(QuorumBinary.VARIABLE))).isPresent(),
        "no GoQuorum geth on PATH or in " + QuorumBinary.VARIABLE);
    Declaration four = new Declaration(Consensus.AUTO, 1337, 4, 0, BigDecimal.ONE, 0, 1_000_000);
    network =
        NETWORKS.up(
            NetworkOptions.of(networkDirectory, NetworkHome.find())
                .withKind(NetworkKind.GOQUORUM)
                .withDeclaration(four));
    operator = Keystores.load(network.operatorKeyFile(), network.operatorPassphraseFile());
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      NETWORKS.down(networkDirectory, false);
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
