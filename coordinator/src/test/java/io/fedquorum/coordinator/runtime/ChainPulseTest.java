package io.fedquorum.coordinator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.support.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChainPulseTest {
  private final TestClock clock = new TestClock();
  private final ChainPulse pulse = new ChainPulse(clock);

  @Test
  void shouldSayNothingBeforeTheFirstBlock() {
    assertThat(pulse.standstill()).isEmpty();
  }

  @Test
  void shouldSayHowLongNoBlockCame() {
    // given
    pulse.beat();
    clock.advance(Duration.ofSeconds(15));
    assertThat(pulse.standstill()).isEmpty();

    // when
    clock.advance(Duration.ofSeconds(5));
    pulse.answered();

    // then
    assertThat(pulse.standstill()).contains("the chain: no block for 20 s");
    pulse.beat();
    assertThat(pulse.standstill()).isEmpty();
  }

  @Test
  void shouldSayThatTheNodeDoesNotAnswer() {
    // when
    pulse.beat();
    pulse.failed("no usable answer");

    // then
    assertThat(pulse.standstill()).contains("the node: no usable answer");
    pulse.answered();
    assertThat(pulse.standstill()).isEmpty();
  }
}
