package io.fedquorum.worker.training.trainer;

import io.fedquorum.protocol.NumericProfile;

/**
 * Runs what each trainer runs at its start, then exits in an orderly way: what a JVM needs that
 * records a class-data archive.
 */
public final class TrainerWarmUp {
  private TrainerWarmUp() {}

  /** Needs no arguments. */
  public static void main(String[] arguments) {
    NumericProfile profile = Profiles.here();
    System.err.println("canary " + profile.canary());
  }
}
