package io.fedquorum.coordinator.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import java.math.BigInteger;

/**
 * What an operator asks for. Checked in full at construction; amounts are in wei.
 *
 * @param name for people, 1 to 80 characters
 * @param model the model configuration
 * @param dataset {@code mnist}, {@code digits}, or {@code auto} for what the coordinator holds
 * @param seed drives initial weights, data permutation and mini-batch order
 * @param rounds 1 to 10,000
 * @param jobs jobs a round, 1 to 10,000
 * @param replicas workers a job, 1 to 101
 * @param design assignment design, or {@code auto}
 * @param policy verification policy
 * @param hyperparameters how each job trains
 * @param rewardWei for each correct replica
 * @param slashWrongWei taken from the stake for each wrong replica
 * @param slashMissingWei taken from the stake for each missing replica
 * @param fundsWei escrow; at least what all correct replicas of all rounds would earn
 * @param commitSeconds length of the commit window, which holds the training itself
 * @param revealSeconds length of the reveal window
 * @param options rules instead of the usual ones; left out of the JSON when they are the usual ones
 */
public record TrainingSpec(
    String name,
    ModelSpec model,
    String dataset,
    long seed,
    int rounds,
    int jobs,
    int replicas,
    String design,
    String policy,
    Hyperparameters hyperparameters,
    BigInteger rewardWei,
    BigInteger slashWrongWei,
    BigInteger slashMissingWei,
    BigInteger fundsWei,
    int commitSeconds,
    int revealSeconds,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = TrainingOptions.Unsaid.class)
        TrainingOptions options) {
  private static final int SHORTEST_WINDOW = 5;
  private static final int LONGEST_WINDOW = 7 * 24 * 3600;

  public TrainingSpec {
    if (name == null || name.isBlank() || name.length() > 80) {
      throw new InvalidTrainingException("name", name, "1 to 80 characters");
    }
    require("model", model);
    require("hyperparameters", hyperparameters);
    requireText("dataset", dataset, "auto, mnist or digits");
    if (!Designs.names().contains(design)) {
      throw new InvalidTrainingException(
          "design", design, "one of " + String.join(", ", Designs.names()));
    }
    requirePolicy(policy);
    requireRange("rounds", rounds, 1, 10_000);
    requireRange("jobs", jobs, 1, 10_000);
    requireRange("replicas", replicas, 1, 101);
    requireRange("commitSeconds", commitSeconds, SHORTEST_WINDOW, LONGEST_WINDOW);
    requireRange("revealSeconds", revealSeconds, SHORTEST_WINDOW, LONGEST_WINDOW);
    requireAmount("rewardWei", rewardWei);
    requireAmount("slashWrongWei", slashWrongWei);
    requireAmount("slashMissingWei", slashMissingWei);
    options = options == null ? TrainingOptions.USUAL : options;
    options.requireJobs(jobs);
    options.requireTime(commitSeconds);
    if (options.adaptive() != null) {
      options.adaptive().requireFit(replicas, policy, rewardWei, slashWrongWei);
    }
    BigInteger needed = fullReward(rewardWei, rounds, jobs, replicas * options.mostPaid());
    fundsWei = fundsWei == null ? needed : fundsWei;
    requireAmount("fundsWei", fundsWei.max(BigInteger.ZERO));
    if (fundsWei.compareTo(needed) < 0) {
      throw new InvalidTrainingException(
          "fundsWei",
          fundsWei,
          "at least rounds x jobs x replicas x rewardWei%s = %d"
              .formatted(options.mostPaid() == 1 ? "" : " x 2 for escalation", needed));
    }
  }

  /** With the usual rules. */
  public TrainingSpec(
      String name,
      ModelSpec model,
      String dataset,
      long seed,
      int rounds,
      int jobs,
      int replicas,
      String design,
      String policy,
      Hyperparameters hyperparameters,
      BigInteger rewardWei,
      BigInteger slashWrongWei,
      BigInteger slashMissingWei,
      BigInteger fundsWei,
      int commitSeconds,
      int revealSeconds) {
    this(
        name,
        model,
        dataset,
        seed,
        rounds,
        jobs,
        replicas,
        design,
        policy,
        hyperparameters,
        rewardWei,
        slashWrongWei,
        slashMissingWei,
        fundsWei,
        commitSeconds,
        revealSeconds,
        TrainingOptions.USUAL);
  }

  /** The same with other rules, and the escrow that they need at least. */
  public TrainingSpec with(TrainingOptions rules) {
    return new TrainingSpec(
        name,
        model,
        dataset,
        seed,
        rounds,
        jobs,
        replicas,
        design,
        policy,
        hyperparameters,
        rewardWei,
        slashWrongWei,
        slashMissingWei,
        null,
        commitSeconds,
        revealSeconds,
        rules);
  }

  /**
   * Refuses windows that outlast a leaving worker's cool-down: it could lie, leave, and have its
   * stake back before the verdict.
   *
   * @param cooldownSeconds the registry's
   */
  public void requireVerdictsWithin(long cooldownSeconds) {
    if ((long) commitSeconds + revealSeconds > cooldownSeconds) {
      throw new InvalidTrainingException(
          "commitSeconds",
          commitSeconds,
          "with revealSeconds %d at most the registry's cool-down, %d"
              .formatted(revealSeconds, cooldownSeconds));
    }
  }

  /** SHA-256 of the canonical JSON, as the contract keeps it. */
  @JsonIgnore
  public Bytes32 digest() {
    return Digest.of(CanonicalJson.write(this)).word();
  }

  private static BigInteger fullReward(BigInteger reward, int rounds, int jobs, int replicas) {
    return reward.multiply(BigInteger.valueOf((long) rounds * jobs * replicas));
  }

  private static void require(String field, Object value) {
    if (value == null) {
      throw new InvalidTrainingException(field, null, "given");
    }
  }

  private static void requireText(String field, String value, String allowed) {
    if (value == null || value.isBlank()) {
      throw new InvalidTrainingException(field, value, allowed);
    }
  }

  private static void requirePolicy(String policy) {
    try {
      Policy.parse(policy == null ? "" : policy);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException(
          "policy",
          policy,
          "one of majority, majority-referee, guaranteed, or majority-referee-audit[:share] with a"
              + " share above 0 and up to 1");
    }
  }

  private static void requireRange(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidTrainingException(field, value, least + " to " + most);
    }
  }

  private static void requireAmount(String field, BigInteger value) {
    if (value == null || value.signum() < 0 || value.bitLength() > 127) {
      throw new InvalidTrainingException(field, value, "0 or more wei, below 2^127");
    }
  }
}
