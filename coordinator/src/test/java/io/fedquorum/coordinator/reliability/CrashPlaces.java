package io.fedquorum.coordinator.reliability;

import io.fedquorum.coordinator.reliability.CrashPointsIT.Places;
import io.fedquorum.simulation.CrashPoint;
import java.util.ArrayList;
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

  /** Transactions of the first round: open, assign, open-reveal, settle, and a claim. */
  private static final int INTENTS = 6;

  /** Records of a worker's first round: opened to done. */
  private static final int RECORDS = 8;

  private CrashPlaces() {}

  static List<Places> all() {
    List<String> coordinator = labels(COORDINATOR);
    for (int n = 2; n <= INTENTS; n++) {
      coordinator.add(CrashPoint.INTENT_STORED.label() + ":" + n);
      coordinator.add(CrashPoint.STEP_STORED.label() + ":" + 3 * n);
    }
    List<String> worker = labels(WORKER);
    for (int n = 2; n <= RECORDS; n++) {
      worker.add(CrashPoint.JOURNAL_WRITTEN.label() + ":" + n);
    }
    List<Places> pairs = new ArrayList<>();
    for (int i = 0; i < Math.max(coordinator.size(), worker.size()); i++) {
      pairs.add(new Places(coordinator.get(i % coordinator.size()), worker.get(i % worker.size())));
    }
    return pairs;
  }

  private static List<String> labels(Set<CrashPoint> own) {
    List<String> labels = new ArrayList<>();
    own.forEach(point -> labels.add(point.label()));
    BOTH.forEach(point -> labels.add(point.label()));
    return labels;
  }
}
