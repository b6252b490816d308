package io.fedquorum.coordinator.training;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A training as an operator writes it, in YAML or JSON. Only the name must be given; what is left
 * out takes the value of the demo. Fields and units are those of {@link TrainingSpec}.
 */
public record TrainingRequest(
    String name,
    String model,
    String dataset,
    Long seed,
    Integer rounds,
    Integer jobs,
    Integer replicas,
    String design,
    String policy,
    BigDecimal learningRate,
    BigDecimal momentum,
    Integer batchSize,
    Integer epochs,
    BigInteger rewardWei,
    BigInteger slashWrongWei,
    BigInteger slashMissingWei,
    BigInteger fundsWei,
    Integer commitSeconds,
    Integer revealSeconds,
    String aggregation,
    String serverOptimizer) {
  /** 0.01 ether. */
  private static final BigInteger REWARD = BigInteger.TEN.pow(16);

  /** 0.02 ether. */
  private static final BigInteger SLASH_WRONG = REWARD.multiply(BigInteger.TWO);

  /** 0.005 ether. */
  private static final BigInteger SLASH_MISSING = REWARD.divide(BigInteger.TWO);

  /** The checked specification. */
  public TrainingSpec toSpec() {
    return new TrainingSpec(
        name,
        modelSpec(),
        or(dataset, "auto"),
        or(seed, 42L),
        or(rounds, 5),
        or(jobs, 7),
        or(replicas, 3),
        or(design, "auto"),
        or(policy, "majority-referee"),
        hyperparameters(),
        or(rewardWei, REWARD),
        or(slashWrongWei, SLASH_WRONG),
        or(slashMissingWei, SLASH_MISSING),
        fundsWei,
        or(commitSeconds, 300),
        or(revealSeconds, 30),
        new TrainingOptions(aggregation, serverOptimizer));
  }

  private ModelSpec modelSpec() {
    try {
      return ModelSpec.parse(or(model, "mlp-784-128-10"));
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException("model", model, "mlp- and layer widths");
    }
  }

  private Hyperparameters hyperparameters() {
    try {
      return new Hyperparameters(
          or(learningRate, new BigDecimal("0.1")),
          or(momentum, new BigDecimal("0.9")),
          or(batchSize, 64),
          or(epochs, 1));
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException(e);
    }
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
