package io.fedquorum.coordinator.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Lets loops wait for news, instead of asking at a fixed pace only. */
@ApplicationScoped
public class Wakeup {
  private long news;

  /** Something changed: everybody looks again. */
  public synchronized void ring() {
    news++;
    notifyAll();
  }

  /** A mark, to be handed to {@link #await}. */
  public synchronized long mark() {
    return news;
  }

  /** Waits until something has changed since the mark, at most so long. */
  public synchronized void await(long since, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (news == since) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
