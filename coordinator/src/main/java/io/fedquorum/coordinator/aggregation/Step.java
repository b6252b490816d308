package io.fedquorum.coordinator.aggregation;

import java.util.Objects;

/** The next model's canonical bytes and the optimiser's next state. */
public final class Step {
  private final byte[] model;
  private final OptimizerState state;

  Step(byte[] model, OptimizerState state) {
    this.model = Objects.requireNonNull(model, "model");
    this.state = Objects.requireNonNull(state, "state");
  }

  /** Canonical artifact bytes of the next model. */
  public byte[] model() {
    return model.clone();
  }

  /** The state for the next round. */
  public OptimizerState state() {
    return state;
  }
}
