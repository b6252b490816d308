package io.fedquorum.network.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.protocol.Address;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenesisTest {
  private static final Address OPERATOR = Address.of("0x" + "ab".repeat(20));
  private static final List<Address> FOUR =
      IntStream.of(1, 2, 3, 4).mapToObj(i -> Address.of("0x" + ("0" + i).repeat(20))).toList();
  private static final String ITEMS =
      "94"
          + "01".repeat(20)
          + "94"
          + "02".repeat(20)
          + "94"
          + "03".repeat(20)
          + "94"
          + "04".repeat(20);

  @Test
  void shouldLayOutQbftAsGoQuorumReadsIt() {
    // when
    JsonNode genesis = Genesis.goQuorum(network(Consensus.QBFT), FOUR, OPERATOR);

    // then
    assertThat(genesis.get("extraData").asText())
        .isEqualTo("0xf87aa0" + "0".repeat(64) + "f854" + ITEMS + "c080c0");
    assertThat(genesis.get("mixHash").asText()).isEqualTo(Genesis.BFT_MIX_HASH);
    assertThat(genesis.get("difficulty").asText()).isEqualTo("0x1");
    JsonNode config = genesis.get("config");
    assertThat(config.get("isQuorum").asBoolean()).isTrue();
    assertThat(config.get("berlinBlock").asInt()).isZero();
    assertThat(config.get("qbft").get("blockperiodseconds").asInt()).isEqualTo(2);
    assertThat(config.get("qbft").get("ceil2Nby3Block").asInt()).isZero();
    assertThat(config.has("istanbul")).isFalse();
  }

  @Test
  void shouldLayOutIbftAsGoQuorum21ReadsIt() {
    // when
    JsonNode genesis = Genesis.goQuorum(network(Consensus.IBFT), FOUR, OPERATOR);

    // then
    assertThat(genesis.get("extraData").asText())
        .isEqualTo("0x" + "0".repeat(64) + "f89af854" + ITEMS + "b841" + "0".repeat(130) + "c0");
    JsonNode config = genesis.get("config");
    assertThat(config.get("istanbul").get("epoch").asInt()).isEqualTo(30_000);
    assertThat(config.has("qbft")).isFalse();
    assertThat(config.has("berlinBlock")).isFalse();
  }

  @Test
  void shouldGiveBesuTheSameValidatorsWithoutQuorumsKeys() {
    // given
    JsonNode quorum = Genesis.goQuorum(network(Consensus.QBFT), FOUR, OPERATOR);

    // when
    JsonNode besu = Genesis.besu(network(Consensus.QBFT), FOUR, OPERATOR);

    // then
    assertThat(besu.get("extraData")).isEqualTo(quorum.get("extraData"));
    assertThat(besu.get("alloc")).isEqualTo(quorum.get("alloc"));
    assertThat(besu.get("config").has("isQuorum")).isFalse();
  }

  @Test
  void shouldFundTheOperatorOnly() {
    // when
    JsonNode alloc = Genesis.goQuorum(network(Consensus.QBFT), FOUR, OPERATOR).get("alloc");

    // then
    assertThat(alloc.size()).isEqualTo(1);
    assertThat(alloc.get(OPERATOR.value()).get("balance").asText()).isEqualTo("0x8ac7230489e80000");
  }

  private static Declaration network(Consensus consensus) {
    return new Declaration(consensus, 1337, 4, 1, BigDecimal.valueOf(2), 22000, 10);
  }
}
