package io.fedquorum.coordinator.planner;

import io.fedquorum.coordinator.verification.Policy;
import java.math.BigInteger;

/**
 * Probabilities of single jobs, in closed form. The seed puts workers on positions at random, so
 * the workers of one job are a uniform sample without putting back and the number of evil ones
 * among them is hypergeometric, whatever the design (Sarmenta, "Sabotage-Tolerance Mechanisms for
 * Volunteer Computing Systems", 2002, section 3, for the binomial form). The evil always collude on
 * one wrong result, so they win a job when they reach the policy's quorum in it.
 */
final class Odds {
  private final int workers;
  private final int jobs;
  private final int replicas;
  private final int evil;
  private final Policy policy;
  private final Fraction audit;

  Odds(PlanRequest request) {
    this.workers = request.size().workers();
    this.jobs = request.size().jobs();
    this.replicas = request.size().replicas();
    this.evil = request.evil();
    this.policy = request.policy();
    this.audit = Fraction.of(policy.auditShare());
  }

  /** An honest worker is paid unless the evil reach the quorum among the others of its job. */
  Fraction workerPaid() {
    Hypergeometric others = new Hypergeometric(workers - 1, evil, replicas - 1);
    return Fraction.ONE.minus(others.atLeast(quorum()).times(unaudited()));
  }

  /** A job is right unless the evil reach the quorum and no audit looks. */
  Fraction jobRight() {
    return Fraction.ONE.minus(evilIn(replicas).atLeast(quorum()).times(unaudited()));
  }

  /** A cheater wins when the other evil in its job bring it to the quorum and no audit looks. */
  Fraction cheaterWins() {
    if (evil == 0) {
      return Fraction.ZERO;
    }
    Hypergeometric others = new Hypergeometric(workers - 1, evil - 1, replicas - 1);
    return others.atLeast(quorum() - 1).times(unaudited());
  }

  /** Jobs that nobody settles, and the audited share of the settled ones. */
  Fraction recomputations() {
    Fraction byEvil = evilIn(replicas).atLeast(quorum());
    Fraction byHonest = Fraction.ONE.minus(evilIn(replicas).atLeast(replicas - quorum() + 1));
    Fraction settled = byEvil.plus(byHonest);
    Fraction perJob = Fraction.ONE.minus(settled).plus(settled.times(audit));
    return perJob.times(Fraction.of(BigInteger.valueOf(jobs)));
  }

  private Hypergeometric evilIn(int drawn) {
    return new Hypergeometric(workers, evil, drawn);
  }

  private int quorum() {
    return policy.quorum(replicas);
  }

  private Fraction unaudited() {
    return Fraction.ONE.minus(audit);
  }
}
