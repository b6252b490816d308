package io.fedquorum.worker.round;

/** A worker that follows the protocol. */
public final class Honest implements Behaviour {
  @Override
  public String name() {
    return "honest";
  }
}
