package io.fedquorum.coordinator.planner;

import io.fedquorum.protocol.CanonicalJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * What a design, a number of replicas and a policy are worth. Its canonical JSON is what {@code
 * fedq plan --json} prints. Probabilities are rounded to twelve digits.
 *
 * @param design name of the assignment design
 * @param workers number of workers
 * @param jobs number of jobs
 * @param load jobs of the busiest worker
 * @param replicas workers per job
 * @param evil how many of the workers collude
 * @param worstCase against colluders who know the assignment and sit where it hurts most
 * @param random against colluders whom the seed puts anywhere
 * @param policy what the policy lets through and what it costs the coordinator
 * @param pricing what a replica is to be paid and what is to be at stake
 */
public record Plan(
    String design,
    int workers,
    int jobs,
    int load,
    int replicas,
    int evil,
    Worst worstCase,
    Chances random,
    Effect policy,
    Pricing pricing) {
  /** The canonical bytes. */
  public byte[] bytes() {
    return CanonicalJson.write(this);
  }

  /**
   * The worst case.
   *
   * @param cMax most jobs in which the evil hold a majority
   * @param epsilon that over all jobs
   * @param allReplicasEvil most jobs in which they hold every replica
   * @param exact whether both are reached; else they are upper bounds
   */
  public record Worst(int cMax, BigDecimal epsilon, int allReplicasEvil, boolean exact) {}

  /**
   * Probabilities when the evil always collude and the seed decides who meets whom.
   *
   * @param pWorkerPaid that an honest worker's replica is paid
   * @param pJobRight that the accepted result of a job is right
   * @param pRoundRight that all of a round's are
   * @param pRoundRightExact whether that is computed; else it is estimated from a sample, while the
   *     others are always computed
   * @param pRoundRightInterval its 95 % confidence interval, low and high; the same twice where it
   *     is exact
   */
  public record Chances(
      BigDecimal pWorkerPaid,
      BigDecimal pJobRight,
      BigDecimal pRoundRight,
      boolean pRoundRightExact,
      List<BigDecimal> pRoundRightInterval) {
    public Chances {
      pRoundRightInterval = List.copyOf(pRoundRightInterval);
    }
  }

  /**
   * The effect of the policy.
   *
   * @param acceptedWrongAtMost wrong results that get through in the worst case
   * @param expectedRecomputations jobs that the coordinator computes in a round, on average
   */
  public record Effect(int acceptedWrongAtMost, BigDecimal expectedRecomputations) {}

  /**
   * Prices, in wei.
   *
   * @param costWei what a replica costs an honest worker
   * @param margin the wanted gain as a share of the cost
   * @param rewardWei for each correct replica, such that an honest worker gains the margin
   * @param stakeWei what a worker must have at stake for a round; null when the evil always win
   *     their jobs, so that no stake deters them
   * @param evilExpectedGainWei what a cheater gains in a round, rounded up
   */
  public record Pricing(
      BigInteger costWei,
      BigDecimal margin,
      BigInteger rewardWei,
      BigInteger stakeWei,
      BigInteger evilExpectedGainWei) {}
}
