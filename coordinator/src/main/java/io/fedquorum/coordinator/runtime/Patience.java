package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.TransactionRefusedException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What a loop does about faults: it says the first of a row in one line, waits longer each time up
 * to a limit, and says when it works again.
 */
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private final Logger log;
  private final String who;
  private int failures;

  Patience(Logger log, String who) {
    this.log = log;
    this.who = who;
  }

  void failed(RuntimeException fault) {
    if (failures++ == 0) {
      if (fault instanceof ChainUnavailableException
          || fault instanceof TransactionRefusedException) {
        log.warnf("%s waits: %s", who, fault.getMessage());
      } else {
        log.errorf(fault, "%s failed and tries again", who);
      }
    }
    try {
      Thread.sleep(Math.min(LONGEST.toMillis(), 200L << Math.min(failures, 8)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void worked() {
    if (failures > 0) {
      log.infof("%s works again after %d failures", who, failures);
    }
    failures = 0;
  }
}
