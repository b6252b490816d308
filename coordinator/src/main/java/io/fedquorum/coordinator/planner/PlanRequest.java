package io.fedquorum.coordinator.planner;

import io.fedquorum.coordinator.assignment.AssignmentDesign;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.verification.Policy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What is to be planned.
 *
 * @param size workers, jobs and replicas; the design has this size
 * @param evil how many of the workers are evil and collude, 0 to workers − 1
 * @param design name of the assignment design, not {@code auto}
 * @param policy when a job is accepted; the workers support it
 * @param costWei what one replica costs an honest worker, not negative
 * @param margin what it shall earn beyond its cost, as a share of the cost, not negative
 */
public record PlanRequest(
    Size size, int evil, String design, Policy policy, BigInteger costWei, BigDecimal margin) {
  public PlanRequest {
    Objects.requireNonNull(policy, "policy");
    Designs.named(design).requireFits(size);
    policy.requireSupported(size.workers(), size.replicas(), evil);
    if (costWei.signum() < 0) {
      throw new IllegalArgumentException("costWei '" + costWei + "' must not be negative");
    }
    if (margin.signum() < 0) {
      throw new IllegalArgumentException("margin '" + margin + "' must not be negative");
    }
  }

  /**
   * Fills in what was left open: the number of jobs that is natural for the design, and the design
   * that {@code auto} takes.
   *
   * @param jobs the number of jobs, if it is not left to the design
   * @throws IllegalArgumentException names the value that can't be, and what can
   */
  public static PlanRequest of(
      int workers,
      OptionalInt jobs,
      int evil,
      int replicas,
      String design,
      Policy policy,
      BigInteger costWei,
      BigDecimal margin) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers '" + workers + "' must be at least 1");
    }
    AssignmentDesign asked = Designs.named(design);
    Size guess = new Size(workers, jobs.orElse(workers), replicas);
    OptionalInt natural = jobs.isPresent() ? jobs : asked.naturalJobs(workers, replicas);
    Size size = natural.isPresent() ? new Size(workers, natural.getAsInt(), replicas) : guess;
    asked.requireFits(size);
    String taken = design.equals("auto") ? Designs.bestFor(size).name() : design;
    return new PlanRequest(size, evil, taken, policy, costWei, margin);
  }
}
