package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.adaptive.TrackRecords;
import io.fedquorum.protocol.Digest;
import java.util.Objects;

/**
 * What one round hands on to the next, besides the model.
 *
 * @param optimizerState of the server optimiser; null without one and before the first round
 * @param records whose results were right so far
 */
record Carried(Digest optimizerState, TrackRecords records) {
  /** Before the first round. */
  static final Carried NOTHING = new Carried(null, TrackRecords.NONE);

  Carried {
    Objects.requireNonNull(records, "records");
  }
}
