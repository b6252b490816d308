package io.fedquorum.network.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.Waiting;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentChainTest {
  private static final Address FUNDED = new Address("0x1111111111111111111111111111111111111111");

  @TempDir Path directory;

  @Test
  void shouldFundTheAccountAndHaveQuorumsRules() {
    // given / when
    try (DevelopmentChain chain =
        DevelopmentChain.start(DevelopmentChain.Options.instant(directory, FUNDED))) {
      JsonRpc rpc = new JsonRpc(chain.rpcUrl());
      JsonNode genesis = rpc.call("eth_getBlockByNumber", "0x0", false);

      // then
      assertThat(rpc.call("eth_getBalance", FUNDED.value(), "latest").asText())
          .isEqualTo("0xd3c21bcecceda1000000");
      assertThat(rpc.quantity("eth_chainId")).isEqualTo(1337);
      assertThat(rpc.quantity("eth_gasPrice")).isZero();
      assertThat(JsonRpc.hex(genesis.get("gasLimit"))).isEqualTo(700_000_000);
      assertThat(rpc.call("eth_accounts")).isEmpty();
    }
  }

  @Test
  void shouldMakeEmptyBlocksAtAPeriodOfAFractionOfASecond() {
    // given
    DevelopmentChain.Options options =
        DevelopmentChain.Options.instant(directory, FUNDED).withBlockPeriod(Duration.ofMillis(100));

    // when
    try (DevelopmentChain chain = DevelopmentChain.start(options)) {
      JsonRpc rpc = new JsonRpc(chain.rpcUrl());

      // then
      assertThat(Waiting.until(Duration.ofSeconds(20), () -> rpc.quantity("eth_blockNumber") >= 3))
          .isTrue();
    }
  }

  @Test
  void shouldGoOnWithTheSameChainAfterARestart() {
    // given
    DevelopmentChain.Options options =
        DevelopmentChain.Options.instant(directory, FUNDED).withPersistence();
    JsonNode before;
    try (DevelopmentChain chain = DevelopmentChain.start(options)) {
      JsonRpc rpc = new JsonRpc(chain.rpcUrl());
      rpc.call("anvil_mine", "0x5");
      before = rpc.call("eth_getBlockByNumber", "0x5", false).get("hash");
    }

    // when
    try (DevelopmentChain chain = DevelopmentChain.start(options)) {
      JsonNode after = new JsonRpc(chain.rpcUrl()).call("eth_getBlockByNumber", "0x5", false);

      // then
      assertThat(after.get("hash")).isEqualTo(before);
    }
  }

  @Test
  void shouldEndItsProcessWhenClosed() {
    // given
    DevelopmentChain chain =
        DevelopmentChain.start(DevelopmentChain.Options.instant(directory, FUNDED));
    assertThat(chain.process().isRunning()).isTrue();

    // when
    chain.close();

    // then
    assertThat(chain.process().isRunning()).isFalse();
  }

  @Test
  void shouldRefuseATakenPortInOneLine() throws IOException {
    // given
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DevelopmentChain.Options options =
          DevelopmentChain.Options.instant(directory, FUNDED).withPort(other.getLocalPort());

      // when / then
      assertThatThrownBy(() -> DevelopmentChain.start(options))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("port '" + other.getLocalPort() + "' is taken")
          .extracting(e -> ((NetworkException) e).reason())
          .isEqualTo(Reason.PORT_TAKEN);
    }
  }
}
