package io.fedquorum.network.node;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something outside this process. */
public final class Waiting {
  private static final long PAUSE_MILLIS = 100;

  private Waiting() {}

  /**
   * Asks ten times a second until the answer is yes; a node that does not answer yet is a no.
   *
   * @return false when the time is over
   */
  public static boolean until(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (JsonRpc.RpcException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NetworkException(NetworkException.Reason.START_FAILED, "interrupted", e);
    }
  }
}
