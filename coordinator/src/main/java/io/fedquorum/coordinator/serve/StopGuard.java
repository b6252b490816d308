package io.fedquorum.coordinator.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A signal to stop makes the JVM run its hooks all at once. This one waits until the service has
 * drained and its parts are stopped, in that order, and then ends the process with the exit code of
 * the service, where the JVM would say 143. What takes too long is cut off: nothing durable needs
 * an end in good order.
 */
final class StopGuard {
  static final Duration LIMIT = Duration.ofSeconds(60);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile int exit;

  /** From now on a signal waits for {@link #stopped}, then at most stops the parts by force. */
  void protect(Runnable stopParts) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stopParts), "stop-guard"));
  }

  /** All has ended in good order. */
  void stopped(int code) {
    exit = code;
    stopped.countDown();
  }

  private void await(Runnable stopParts) {
    try {
      if (stopped.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopParts.run();
  }
}
