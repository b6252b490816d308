package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.ModelSpec;

/** Combines the accepted results of a round into one set of parameters. */
public interface Aggregator {
  /** The name under which a training asks for it. */
  String name();

  /** How many results a round must have at least. */
  default int leastResults() {
    return 1;
  }

  /** Starts a round's aggregation of results of this model. */
  Accumulator start(ModelSpec model);
}
