package io.fedquorum.worker.process;

import io.fedquorum.worker.round.RoundRecord;
import io.fedquorum.worker.round.RoundState;
import io.fedquorum.worker.status.Keys;

/** The log keys of a round that entered a state. */
final class StateKeys {
  private StateKeys() {}

  static Keys of(RoundRecord entry) {
    Keys keys = entry.key().keys();
    if (entry.state() instanceof RoundState.Committed) {
      return entry.facts().commit().map(keys::tx).orElse(keys);
    }
    if (entry.state() instanceof RoundState.Revealed) {
      return entry.facts().reveal().map(keys::tx).orElse(keys);
    }
    if (entry.state() instanceof RoundState.Assigned assigned && !assigned.results().isEmpty()) {
      return keys.job(assigned.jobs().get(assigned.results().size() - 1));
    }
    return keys;
  }
}
