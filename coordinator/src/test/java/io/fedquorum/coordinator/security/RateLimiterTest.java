package io.fedquorum.coordinator.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.support.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final TestClock clock = new TestClock();
  private final RateLimiter limiter = new RateLimiter(3, 2, clock);

  @Test
  void shouldAllowABurstAndNoMore() {
    assertThat(limiter.tryTake("a")).isTrue();
    assertThat(limiter.tryTake("a")).isTrue();
    assertThat(limiter.tryTake("a")).isTrue();

    assertThat(limiter.tryTake("a")).isFalse();
  }

  @Test
  void shouldRefillWithTime() {
    for (int i = 0; i < 4; i++) {
      limiter.tryTake("a");
    }

    clock.advance(Duration.ofMillis(500));

    assertThat(limiter.tryTake("a")).isTrue();
    assertThat(limiter.tryTake("a")).isFalse();
  }

  @Test
  void shouldNeverHoldMoreThanABurst() {
    limiter.tryTake("a");
    clock.advance(Duration.ofHours(1));

    int taken = 0;
    while (limiter.tryTake("a")) {
      taken++;
    }

    assertThat(taken).isEqualTo(3);
  }

  @Test
  void shouldCountEachCallerByItself() {
    int taken = 0;
    while (limiter.tryTake("a")) {
      taken++;
    }
    assertThat(taken).isPositive();

    assertThat(limiter.tryTake("b")).isTrue();
  }

  @Test
  void shouldSurviveAClockThatGoesBack() {
    limiter.tryTake("a");
    clock.advance(Duration.ofHours(-1));

    assertThat(limiter.tryTake("a")).isTrue();
  }
}
