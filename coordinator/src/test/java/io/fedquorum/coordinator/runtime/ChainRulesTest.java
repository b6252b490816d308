package io.fedquorum.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ChainIdentity.Kind;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Seals;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainRulesTest {
  private static final ChainIdentity QUORUM = new ChainIdentity(Kind.GOQUORUM, "Geth/quorum", 1337);
  private static final ChainIdentity BESU = new ChainIdentity(Kind.BESU, "besu/v25", 1337);
  private static final ChainIdentity ANVIL = new ChainIdentity(Kind.DEVELOPMENT, "anvil/v1", 1337);
  private static final Receipt MINED = new Receipt(Bytes32.ZERO, 5, Bytes32.ZERO, 21_000, true, "");
  private static final List<Address> VALIDATORS =
      List.of(address('1'), address('2'), address('3'), address('4'));

  @Test
  void shouldRefuseAnotherChainThanTheConfiguredOne() {
    assertThatThrownBy(() -> ChainRules.require(QUORUM, Optional.of(5L), false))
        .isInstanceOf(ChainSettingException.class)
        .hasMessageContaining("fedq.chain.id '5' must be the node's chain id 1337");
  }

  @Test
  void shouldRefuseADevelopmentChainUnlessItIsAllowedByName() {
    assertThatThrownBy(() -> ChainRules.require(ANVIL, Optional.empty(), false))
        .hasMessageContaining("fedq.chain.allow-development=true");
    assertThatCode(() -> ChainRules.require(ANVIL, Optional.empty(), true))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseAChainWithoutReadableSealsUnlessFinalityIsAssumedByName() {
    Chain silent = chain(Optional.empty());

    assertThatThrownBy(() -> ChainRules.requireSeals(silent, BESU, false))
        .hasMessageContaining("fedq.chain.assume-finality=true");
    assertThatCode(() -> ChainRules.requireSeals(silent, BESU, true)).doesNotThrowAnyException();
  }

  @Test
  void shouldBuildOnABlockOnlyWhenTwoThirdsOfTheValidatorsHaveSealedIt() {
    Chain two = chain(Optional.of(new Seals(VALIDATORS, VALIDATORS.subList(0, 2))));
    Chain three = chain(Optional.of(new Seals(VALIDATORS, VALIDATORS.subList(0, 3))));

    assertThat(ChainRules.finality(two, QUORUM, false).isFinal(MINED)).isFalse();
    assertThat(ChainRules.finality(three, QUORUM, false).isFinal(MINED)).isTrue();
  }

  @Test
  void shouldNotCountAStrangersSealOrOneSealTwice() {
    Address stranger = address('9');
    List<Address> signers = List.of(VALIDATORS.get(0), VALIDATORS.get(0), stranger, stranger);
    Chain chain = chain(Optional.of(new Seals(VALIDATORS, signers)));

    assertThat(ChainRules.finality(chain, QUORUM, false).isFinal(MINED)).isFalse();
  }

  private static Address address(char digit) {
    return new Address("0x" + String.valueOf(digit).repeat(40));
  }

  /** A chain of which only the head and its seals are asked. */
  private static Chain chain(Optional<Seals> seals) {
    return (Chain)
        Proxy.newProxyInstance(
            Chain.class.getClassLoader(),
            new Class<?>[] {Chain.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "head" -> new Block(5, Bytes32.ZERO, Bytes32.ZERO, 1);
                  case "seals" -> seals;
                  default -> throw new AssertionError("not asked for: " + method.getName());
                });
  }
}
