package io.fedquorum.coordinator.demo;

import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.verification.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What to demonstrate.
 *
 * @param workers worker processes, 1 to 64
 * @param evil how many of them are simulated evil workers, fewer than half
 * @param attack what the evil ones do
 * @param rounds rounds of the training
 * @param jobs jobs a round
 * @param replicas workers a job, at most the workers
 * @param policy verification policy
 * @param design assignment design
 * @param dataset {@code auto}, {@code mnist} or {@code digits}
 * @param chain {@code auto}, {@code goquorum}, {@code docker} or {@code dev}
 * @param seed of the training
 * @param epochs passes over its data in each job, or null for the default
 * @param out where everything goes; empty or not there yet
 * @param checkAttackFree whether the same training is run without evil workers too
 * @param rules rules of the training instead of the usual ones
 */
public record DemoOptions(
    int workers,
    int evil,
    String attack,
    int rounds,
    int jobs,
    int replicas,
    String policy,
    String design,
    String dataset,
    String chain,
    long seed,
    Integer epochs,
    Path out,
    boolean checkAttackFree,
    TrainingOptions rules) {
  /** The attacks that simulated workers know. */
  public static final List<String> ATTACKS =
      List.of(
          "collusion",
          "informed-collusion",
          "sybil",
          "silent",
          "late",
          "random",
          "sign-flip",
          "label-flip",
          "stale",
          "copycat",
          "withheld-reveal",
          "two-answers",
          "one-ulp",
          "nan",
          "malformed",
          "oversized",
          "flood");

  public DemoOptions {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(rules, "rules");
    require(workers >= 1 && workers <= 64, "workers", workers, "1 to 64");
    require(
        evil >= 0 && 2 * evil < workers, "evil", evil, "0 or more, fewer than half the workers");
    require(ATTACKS.contains(attack), "attack", attack, "one of " + String.join(", ", ATTACKS));
    require(rounds >= 1 && rounds <= 1_000, "rounds", rounds, "1 to 1000");
    require(jobs >= 1 && jobs <= 1_000, "jobs", jobs, "1 to 1000");
    require(
        replicas >= 1 && replicas <= workers, "replicas", replicas, "1 to the workers, " + workers);
    requireVerification(policy, design, new Size(workers, jobs, replicas), evil);
    requireOneOf("dataset", dataset, List.of("auto", "mnist", "digits"));
    requireOneOf("chain", chain, List.of("auto", "goquorum", "docker", "dev"));
  }

  /** With the usual rules. */
  public DemoOptions(
      int workers,
      int evil,
      String attack,
      int rounds,
      int jobs,
      int replicas,
      String policy,
      String design,
      String dataset,
      String chain,
      long seed,
      Integer epochs,
      Path out,
      boolean checkAttackFree) {
    this(
        workers,
        evil,
        attack,
        rounds,
        jobs,
        replicas,
        policy,
        design,
        dataset,
        chain,
        seed,
        epochs,
        out,
        checkAttackFree,
        TrainingOptions.USUAL);
  }

  /** The same without evil workers, elsewhere. */
  public DemoOptions attackFree(Path elsewhere) {
    return new DemoOptions(
        workers, 0, attack, rounds, jobs, replicas, policy, design, dataset, chain, seed, epochs,
        elsewhere, false, rules);
  }

  private static void requireVerification(String policy, String design, Size size, int evil) {
    try {
      Policy.parse(policy).requireSupported(size.workers(), size.replicas(), evil);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException("policy", policy, "one that fits: " + e.getMessage());
    }
    try {
      Designs.named(design).requireFits(size);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException("design", design, "one that fits: " + e.getMessage());
    }
  }

  private static void requireOneOf(String field, String value, List<String> allowed) {
    require(allowed.contains(value), field, value, "one of " + String.join(", ", allowed));
  }

  private static void require(boolean holds, String field, Object value, String allowed) {
    if (!holds) {
      throw new InvalidTrainingException(field, value, allowed);
    }
  }
}
