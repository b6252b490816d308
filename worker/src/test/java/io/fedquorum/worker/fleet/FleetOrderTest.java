package io.fedquorum.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.worker.fleet.FleetOrder.Start;
import io.fedquorum.worker.fleet.FleetOrder.Stop;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetOrderTest {
  @Test
  void shouldReadOrders() {
    assertThat(FleetOrder.parse("start 1-5 honest 2000"))
        .isEqualTo(
            new Start(1, 5, "honest", Optional.of(BigInteger.valueOf(2000)), OptionalInt.empty()));
    assertThat(FleetOrder.parse("start 6-7 sybil minimum heirs 8"))
        .isEqualTo(new Start(6, 7, "sybil", Optional.empty(), OptionalInt.of(8)));
    assertThat(FleetOrder.parse("stop 1-7")).isEqualTo(new Stop(1, 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "start",
        "start 1 honest 5",
        "start 0-3 honest 5",
        "start 1-3 honest",
        "start 1-3 honest -5",
        "start 1-3 HONEST 5",
        "start 1-999999 honest 5",
        "start 1-3 honest 5 heirs",
        "stop 1",
        "stop 1-2 now"
      })
  void shouldRefuseEverythingElse(String line) {
    assertThatThrownBy(() -> FleetOrder.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order '" + line + "' must be 'start FROM-TO");
  }
}
