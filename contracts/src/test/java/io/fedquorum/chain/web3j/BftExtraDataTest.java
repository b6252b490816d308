package io.fedquorum.chain.web3j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Address;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BftExtraDataTest {
  private static final List<Address> FOUR =
      IntStream.of(1, 2, 3, 4).mapToObj(i -> Address.of("0x" + ("0" + i).repeat(20))).toList();

  @Test
  void shouldLayOutQbftAsGoQuorumAndBesuReadIt() {
    // when
    String extra = HexFormat.of().formatHex(BftExtraData.qbftExtraData(FOUR));

    // then
    assertThat(extra).isEqualTo("f87aa0" + "00".repeat(32) + "f854" + items() + "c0" + "80" + "c0");
  }

  @Test
  void shouldLayOutIbftAsGoQuorum21ReadsIt() {
    // when
    String extra = HexFormat.of().formatHex(BftExtraData.ibftExtraData(FOUR));

    // then: the list holds 86 bytes of addresses, 67 of the empty seal, one empty list
    assertThat(extra)
        .isEqualTo("00".repeat(32) + "f89a" + "f854" + items() + "b841" + "00".repeat(65) + "c0");
  }

  @Test
  void shouldRefuseAnEmptyOrUnsortedList() {
    assertThatThrownBy(() -> BftExtraData.qbftExtraData(List.of()))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> BftExtraData.ibftExtraData(List.of(FOUR.get(1), FOUR.get(0))))
        .hasMessageContaining("ascending order");
  }

  private static String items() {
    return FOUR.stream().map(a -> "94" + a.value().substring(2)).collect(Collectors.joining());
  }
}
