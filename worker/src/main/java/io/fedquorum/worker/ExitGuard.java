package io.fedquorum.worker;

import io.fedquorum.worker.process.StopSignal;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns SIGTERM and SIGINT into an orderly end with exit code 0: the current step is finished, for
 * a while; what is not finished then is in the journal and is taken up by the next start.
 */
final class ExitGuard {
  private static final long PATIENCE_SECONDS = 10;
  private final StopSignal stop = new StopSignal();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicReference<Runnable> last = new AtomicReference<>(() -> {});

  /** Is given to what runs long. */
  StopSignal stop() {
    return stop;
  }

  /** From now on a signal ends the process in order. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "stop"));
  }

  /** What to release when a step takes too long to finish. */
  void release(Runnable resource) {
    last.set(Objects.requireNonNull(resource, "resource"));
  }

  /** The command is done. */
  void exit(int code) {
    finished.countDown();
    if (stop.isStopping() && code == 0) {
      // The hook may be waiting for this very thread.
      Runtime.getRuntime().halt(0);
    }
    System.exit(code);
  }

  private void onShutdown() {
    if (finished.getCount() == 0) {
      return;
    }
    stop.stop();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        last.get().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}
