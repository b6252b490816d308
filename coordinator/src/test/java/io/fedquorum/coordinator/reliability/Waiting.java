package io.fedquorum.coordinator.reliability;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what takes its time; a fault of the question counts as not yet. */
final class Waiting {
  static final Duration LIMIT = Duration.ofMinutes(4);

  private Waiting() {}

  static void until(String what, Runnable check, Callable<Boolean> there)
      throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!isThere(there)) {
      check.run();
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + LIMIT.toSeconds() + " s for " + what);
      }
      Thread.sleep(100);
    }
  }

  private static boolean isThere(Callable<Boolean> there) {
    try {
      return there.call();
    } catch (Exception e) {
      return false;
    }
  }
}
