package io.fedquorum.coordinator.training;

import io.fedquorum.coordinator.adaptive.AdaptiveReplication;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Asks for fewer replicas for workers with a good record, see {@link AdaptiveReplication}. What is
 * null takes its default.
 *
 * <p>Checked as a part of a {@link TrainingSpec}, so that a fault is named like any other.
 *
 * @param trustAfter verified results in a row before a worker may work alone, 1 to 10,000; usually
 *     10
 * @param longest the record that counts at most, {@code trustAfter} to 10,000; usually 100
 * @param auditShare share of the jobs done alone that the coordinator computes again, above 0, up
 *     to 1; usually 0.35, with which a slash of twice the reward makes cheating lose
 */
public record AdaptiveTerms(Integer trustAfter, Integer longest, BigDecimal auditShare) {
  private static final int MOST = 10_000;

  public AdaptiveTerms {
    trustAfter = trustAfter == null ? 10 : trustAfter;
    longest = longest == null ? Math.max(100, trustAfter) : longest;
    auditShare = (auditShare == null ? new BigDecimal("0.35") : auditShare).stripTrailingZeros();
  }

  /** The rule for jobs of so many replicas. */
  public AdaptiveReplication rule(int replicas) {
    return new AdaptiveReplication(replicas, trustAfter, longest, auditShare);
  }

  /** Refuses what would let a wrong result through unchecked, or let cheating pay. */
  void requireFit(int replicas, String policy, BigInteger rewardWei, BigInteger slashWrongWei) {
    requireRanges();
    require("", "on", replicas >= 2, "off with replicas 1: there is nothing to take away");
    require(
        "",
        "on",
        policy.startsWith("majority-referee"),
        "off with policy %s; it needs majority-referee[-audit]".formatted(policy));
    BigInteger least = rule(replicas).leastSlash(rewardWei);
    if (slashWrongWei.compareTo(least) < 0) {
      throw new InvalidTrainingException(
          "slashWrongWei",
          slashWrongWei,
          "at least %d with adaptive.auditShare %s and rewardWei %d, or cheating alone pays"
              .formatted(least, auditShare.toPlainString(), rewardWei));
    }
  }

  private void requireRanges() {
    require("trustAfter", trustAfter, trustAfter >= 1 && trustAfter <= MOST, "1 to " + MOST);
    require(
        "longest",
        longest,
        longest >= trustAfter && longest <= MOST,
        "trustAfter, %d, to %d".formatted(trustAfter, MOST));
    boolean isShare = auditShare.signum() > 0 && auditShare.compareTo(BigDecimal.ONE) <= 0;
    require("auditShare", auditShare.toPlainString(), isShare, "above 0 and up to 1");
  }

  private static void require(String field, Object value, boolean holds, String allowed) {
    if (!holds) {
      String name = field.isEmpty() ? "adaptive" : "adaptive." + field;
      throw new InvalidTrainingException(name, value, allowed);
    }
  }
}
