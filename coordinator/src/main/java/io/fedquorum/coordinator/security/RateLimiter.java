package io.fedquorum.coordinator.security;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket per caller: {@code burst} requests at once, {@code perSecond} for long. Full
 * buckets are forgotten, so memory is bounded by the callers of the last seconds.
 */
public final class RateLimiter {
  private static final int REMEMBERED = 10_000;

  /** What is left, and when that was true. */
  private record Bucket(double tokens, long millis) {}

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final int burst;
  private final int perSecond;
  private final Clock clock;

  /** A limiter; both numbers are 1 or more. */
  public RateLimiter(int burst, int perSecond, Clock clock) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Takes one token; false when there is none. */
  public boolean tryTake(String caller) {
    long now = clock.millis();
    if (buckets.size() > REMEMBERED) {
      buckets.values().removeIf(bucket -> refilled(bucket, now) >= burst);
    }
    boolean[] taken = {false};
    buckets.compute(
        caller,
        (key, bucket) -> {
          double tokens = bucket == null ? burst : refilled(bucket, now);
          taken[0] = tokens >= 1;
          return new Bucket(taken[0] ? tokens - 1 : tokens, now);
        });
    return taken[0];
  }

  private double refilled(Bucket bucket, long now) {
    double elapsed = Math.max(0, now - bucket.millis()) / 1000.0;
    return Math.min(burst, bucket.tokens() + elapsed * perSecond);
  }
}
