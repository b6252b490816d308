package io.fedquorum.coordinator.round;

import io.fedquorum.protocol.Address;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long workers say that they trained. Nobody checks it and nothing is decided by it; it only
 * splits a round's time into training and protocol. Lost when the coordinator stops.
 */
public final class TrainingTimes {
  private record Key(long trainingId, int round, Address worker) {}

  private static final Duration LONGEST = Duration.ofDays(7);
  private final Map<Key, Long> millis = new ConcurrentHashMap<>();

  /** Notes a worker's statement; the longest of several counts, impossible ones are ignored. */
  public void stated(long trainingId, int round, Address worker, long trained) {
    if (trained >= 0 && trained <= LONGEST.toMillis()) {
      millis.merge(new Key(trainingId, round, worker), trained, Math::max);
    }
  }

  /** What the worker stated, or 0. */
  public long of(long trainingId, int round, Address worker) {
    return millis.getOrDefault(new Key(trainingId, round, worker), 0L);
  }

  /** Forgets a round. */
  public void forget(long trainingId, int round) {
    millis.keySet().removeIf(key -> key.trainingId() == trainingId && key.round() <= round);
  }
}
