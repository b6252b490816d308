package io.fedquorum.coordinator.adaptive;

import io.fedquorum.coordinator.random.SeededRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Replication by record, after BOINC (Anderson, "BOINC: A Platform for Volunteer Computing",
 * Journal of Grid Computing 2020, section 3.4): a worker with {@code n} verified results in a row,
 * at least {@code trustAfter}, gets a job alone with probability 1 − 1/n. Beyond BOINC, a share of
 * the jobs done alone is recomputed by the coordinator, and n counts no further than {@code
 * longest}, so that the chance of being caught never falls to zero.
 *
 * @param replicas workers of a job that is replicated, at least 2
 * @param trustAfter verified results in a row before a worker may work alone, at least 1
 * @param longest the record that counts at most, at least {@code trustAfter}
 * @param auditShare share of the jobs done alone that is recomputed, 0 to 1
 */
public record AdaptiveReplication(
    int replicas, int trustAfter, int longest, BigDecimal auditShare) {
  private static final int PARTS = 1_000_000;

  public AdaptiveReplication {
    if (replicas < 2 || trustAfter < 1 || longest < trustAfter) {
      throw new IllegalArgumentException(
          "replicas '%d' must be at least 2, trustAfter '%d' at least 1 and longest '%d' no less"
              .formatted(replicas, trustAfter, longest));
    }
    if (auditShare.signum() < 0 || auditShare.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("auditShare '" + auditShare + "' must be 0 to 1");
    }
  }

  /** Whether a job of a worker with this record is replicated. */
  public boolean replicated(TrackRecord record, SeededRandom random) {
    return record.verified() < trustAfter || random.nextInt(counted(record)) == 0;
  }

  /** Whether a job that was done alone is recomputed. */
  public boolean audited(SeededRandom random) {
    BigDecimal limit = auditShare.multiply(BigDecimal.valueOf(PARTS));
    return BigDecimal.valueOf(random.nextInt(PARTS)).compareTo(limit) < 0;
  }

  /** The probability that one wrong result passes: (1 − 1/n)(1 − audit share), or 0 untrusted. */
  public BigDecimal wrongPasses(TrackRecord record) {
    if (record.verified() < trustAfter) {
      return BigDecimal.ZERO;
    }
    BigDecimal n = BigDecimal.valueOf(counted(record));
    return n.subtract(BigDecimal.ONE)
        .multiply(BigDecimal.ONE.subtract(auditShare))
        .divide(n, 18, RoundingMode.CEILING);
  }

  /**
   * What one wrong result brings on average, in wei, for the best record there is: p × reward − (1
   * − p) × slash. What the cheater loses by starting a new record is not counted.
   */
  public BigDecimal cheaterGain(BigInteger rewardWei, BigInteger slashWei) {
    BigDecimal passes = wrongPasses(new TrackRecord(longest));
    return passes
        .multiply(new BigDecimal(rewardWei))
        .subtract(BigDecimal.ONE.subtract(passes).multiply(new BigDecimal(slashWei)));
  }

  /**
   * The least slash of a wrong result, in whole wei, by which cheating loses on average whatever
   * the record.
   */
  public BigInteger leastSlash(BigInteger rewardWei) {
    BigDecimal passes = wrongPasses(new TrackRecord(longest));
    BigDecimal caught = BigDecimal.ONE.subtract(passes);
    return passes
        .multiply(new BigDecimal(rewardWei))
        .divide(caught, 0, RoundingMode.FLOOR)
        .toBigInteger()
        .add(BigInteger.ONE);
  }

  private int counted(TrackRecord record) {
    return Math.min(record.verified(), longest);
  }
}
