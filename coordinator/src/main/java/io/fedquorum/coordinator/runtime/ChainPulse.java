package io.fedquorum.coordinator.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether blocks come, as the indexer sees it: what a view may ask without asking the node. */
@ApplicationScoped
public class ChainPulse {
  // A round change with a proposer down takes some seconds: that is no standstill.
  static final Duration HALTED_AFTER = Duration.ofSeconds(15);

  private final Clock clock;
  private Instant last;
  private String fault;

  @Inject
  ChainPulse(Clock clock) {
    this.clock = clock;
  }

  /** A block came. */
  synchronized void beat() {
    last = clock.instant();
    fault = null;
  }

  /** The node does not answer. */
  synchronized void failed(String message) {
    fault = message;
  }

  /** The node answers, with or without a new block. */
  synchronized void answered() {
    fault = null;
  }

  /** What the chain keeps everybody waiting for, in one line; empty while blocks come. */
  public synchronized Optional<String> standstill() {
    if (fault != null) {
      return Optional.of("the node: " + fault);
    }
    if (last == null) {
      return Optional.empty();
    }
    Duration age = Duration.between(last, clock.instant());
    return age.compareTo(HALTED_AFTER) > 0
        ? Optional.of("the chain: no block for " + age.toSeconds() + " s")
        : Optional.empty();
  }
}
