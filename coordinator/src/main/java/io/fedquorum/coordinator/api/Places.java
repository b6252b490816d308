package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.security.TooManyRequestsException;
import java.util.concurrent.Semaphore;

/** A number of places; whoever finds none is told to come again, nobody waits for one. */
final class Places {
  private final String what;
  private final int count;
  private final Semaphore free;

  Places(String what, int count) {
    this.what = what;
    this.count = count;
    this.free = new Semaphore(count);
  }

  /**
   * Takes a place.
   *
   * @throws TooManyRequestsException when all are taken
   */
  void take() {
    if (!free.tryAcquire()) {
      throw new TooManyRequestsException(
          "all %d %s are taken, try again in a moment".formatted(count, what));
    }
  }

  void leave() {
    free.release();
  }
}
