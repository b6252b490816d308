package io.fedquorum.network;

import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.dev.DevelopmentChain;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The suite on Anvil, one block a transaction. */
class DevelopmentChainSuiteTest extends ChainSuite {
  private static final KeySigner RICH = Keystores.ephemeral();
  @TempDir private static Path chainDirectory;
  private static DevelopmentChain development;

  @BeforeAll
  static void start() {
    development =
        DevelopmentChain.start(DevelopmentChain.Options.instant(chainDirectory, RICH.address()));
    announce(URI.create(development.rpcUrl()));
  }

  @AfterAll
  static void stop() {
    development.close();
  }

  @Override
  URI url() {
    return URI.create(development.rpcUrl());
  }

  @Override
  KeySigner richAccount() {
    return RICH;
  }
}
