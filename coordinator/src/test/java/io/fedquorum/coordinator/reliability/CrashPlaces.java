package io.fedquorum.coordinator.reliability;

import io.fedquorum.simulation.CrashPoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every crash point of either process; those that come by many times, at several of them. */
final class CrashPlaces {
  private static final Set<CrashPoint> BOTH =
      EnumSet.range(CrashPoint.INTENT_BEFORE, CrashPoint.RECEIPT_STORED);
  private static final Set<CrashPoint> COORDINATOR =
      EnumSet.range(CrashPoint.TRAINING_BEFORE, CrashPoint.LEASE_RENEWED);
  private static final Set<CrashPoint> WORKER =
      EnumSet.range(CrashPoint.INTENT_UNFORCED, CrashPoint.FORGOTTEN);

  /** The transactions of a round: open, assign, open-reveal, settle, claims. */
  private static final int INTENTS = 6;

  /** The records of a worker's round, from opened to done. */
  private static final int RECORDS = 7;

  private CrashPlaces() {}

  static Deque<String> coordinator() {
    return Bench.isAll()
        ? all(COORDINATOR, CrashPoint.INTENT_STORED, INTENTS)
        : new ArrayDeque<>(List.of("step-uncommitted", "intent-stored:3", "outbox-published"));
  }

  static Deque<String> worker() {
    return Bench.isAll()
        ? all(WORKER, CrashPoint.JOURNAL_WRITTEN, RECORDS)
        : new ArrayDeque<>(List.of("journal-written", "sent", "uploaded"));
  }

  private static Deque<String> all(Set<CrashPoint> own, CrashPoint repeated, int times) {
    Deque<String> places = new ArrayDeque<>();
    own.forEach(point -> places.add(point.label()));
    BOTH.forEach(point -> places.add(point.label()));
    for (int n = 2; n <= times; n++) {
      places.add(repeated.label() + ":" + n);
    }
    // Where an earlier run ended, to go on from there.
    int done = Integer.getInteger("fedquorum.reliability.skip", 0);
    for (int i = 0; i < done; i++) {
      places.poll();
    }
    return places;
  }
}
