package io.fedquorum.network.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkPlanTest {
  private static final Declaration FOUR =
      new Declaration(Consensus.QBFT, 1337, 4, 1, BigDecimal.ONE, 22000, 1_000);
  private static final NetworkPlan PLAN = NetworkPlan.of(NetworkKind.GOQUORUM, "/geth", FOUR);

  @TempDir Path directory;

  @Test
  void shouldFindItsNetworkAgain() {
    // when
    PLAN.save(directory);

    // then
    assertThat(NetworkPlan.load(directory)).contains(PLAN);
  }

  @Test
  void shouldSeeNoNetworkInAMissingOrEmptyDirectory() {
    assertThat(NetworkPlan.load(directory)).isEmpty();
    assertThat(NetworkPlan.load(directory.resolve("missing"))).isEmpty();
  }

  @Test
  void shouldRefuseAForeignDirectoryInOneLine() throws IOException {
    // given
    Files.writeString(directory.resolve("thesis.tex"), "precious");

    // when / then
    assertThatThrownBy(() -> NetworkPlan.load(directory))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("directory '" + directory + "' holds no FedQuorum network")
        .extracting(e -> ((NetworkException) e).reason())
        .isEqualTo(Reason.FOREIGN_DIRECTORY);
  }

  @Test
  void shouldGiveEveryNodePortsOfItsOwn() {
    // when
    var ports =
        PLAN.nodes().stream()
            .flatMap(n -> java.util.stream.Stream.of(n.rpcPort(), n.p2pPort()))
            .toList();

    // then
    assertThat(ports).hasSize(10).doesNotHaveDuplicates();
    assertThat(PLAN.node("member-1").rpcPort()).isEqualTo(22004);
  }

  @Test
  void shouldListTheNodesWhenANameIsUnknown() {
    assertThatThrownBy(() -> PLAN.node("validator-9"))
        .hasMessageContaining("node 'validator-9' must be one of validator-1, validator-2");
  }

  @Test
  void shouldFitWhatItWasMadeFromAndNothingElse() {
    assertThat(PLAN.fits(FOUR)).isTrue();
    assertThat(PLAN.fits(FOUR.withConsensus(Consensus.AUTO).withBasePort(0))).isTrue();
    assertThat(PLAN.fits(FOUR.withBlockPeriod(new BigDecimal("1.0")))).isTrue();
    assertThat(PLAN.fits(FOUR.withNodes(7, 1))).isFalse();
    assertThat(PLAN.fits(FOUR.withBlockPeriod(BigDecimal.TEN))).isFalse();
    assertThat(PLAN.fits(FOUR.withConsensus(Consensus.IBFT))).isFalse();
  }

  @Test
  void shouldLetOneCommandWorkAtATime() {
    try (DirectoryLock held = DirectoryLock.take(directory)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.take(directory))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("another network command works in");
    }
    DirectoryLock.take(directory).close();
  }
}
