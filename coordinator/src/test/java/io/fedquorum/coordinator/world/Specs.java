package io.fedquorum.coordinator.world;

import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Trainings for the world: a model of 26 parameters, seven jobs, three replicas. */
public final class Specs {
  public static final BigInteger REWARD = BigInteger.valueOf(10);
  public static final BigInteger SLASH_WRONG = BigInteger.valueOf(20);
  public static final BigInteger SLASH_MISSING = BigInteger.valueOf(5);

  private Specs() {}

  /** A training of some rounds under the default policy. */
  public static TrainingSpec rounds(int rounds) {
    return of(rounds, "majority-referee");
  }

  /** A training of some rounds under a policy. */
  public static TrainingSpec of(int rounds, String policy) {
    return of(rounds, 7, policy);
  }

  /** A training of some rounds and jobs a round under a policy. */
  public static TrainingSpec of(int rounds, int jobs, String policy) {
    return of(rounds, jobs, 3, policy);
  }

  /** A training of some rounds, jobs a round and workers a job under a policy. */
  public static TrainingSpec of(int rounds, int jobs, int replicas, String policy) {
    return new TrainingSpec(
        "world",
        ModelSpec.parse("mlp-4-4-1"),
        "auto",
        42,
        rounds,
        jobs,
        replicas,
        "auto",
        policy,
        new Hyperparameters(new BigDecimal("0.1"), new BigDecimal("0.9"), 8, 1),
        REWARD,
        SLASH_WRONG,
        SLASH_MISSING,
        null,
        20,
        10);
  }
}
