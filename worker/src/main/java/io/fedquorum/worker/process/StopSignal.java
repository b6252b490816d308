package io.fedquorum.worker.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks the worker to stop after its current step. */
public final class StopSignal {
  private final CountDownLatch latch = new CountDownLatch(1);

  /** Asks; asking again changes nothing. */
  public void stop() {
    latch.countDown();
  }

  /** Whether somebody asked. */
  public boolean isStopping() {
    return latch.getCount() == 0;
  }

  /** Waits, but not longer than this, nor than until somebody asks. */
  public void pause(long millis) {
    try {
      if (latch.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }
}
