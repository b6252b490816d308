package io.fedquorum.worker.process;

import io.fedquorum.worker.round.RoundKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** When a step that failed is tried again: after 250 ms, then twice as long, up to 8 s. */
final class Patience {
  private static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 8_000;

  private record Failures(int count, long notBefore) {}

  private final Clock clock;
  private final Map<RoundKey, Failures> failures = new HashMap<>();

  Patience(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Whether a round's next step may be tried now. */
  boolean isDue(RoundKey key) {
    Failures last = failures.get(key);
    return last == null || clock.millis() >= last.notBefore();
  }

  /**
   * A step failed.
   *
   * @return how often the round's steps have failed one after the other
   */
  int failed(RoundKey key) {
    int count = failures.containsKey(key) ? failures.get(key).count() + 1 : 1;
    long pause = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(count - 1, 10));
    failures.put(key, new Failures(count, clock.millis() + pause));
    return count;
  }

  /** A step succeeded, or the round is over. */
  void reset(RoundKey key) {
    failures.remove(key);
  }
}
