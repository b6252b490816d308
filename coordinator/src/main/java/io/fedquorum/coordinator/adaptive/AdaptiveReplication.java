package io.fedquorum.coordinator.adaptive;

import io.fedquorum.coordinator.random.SeededRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Replication by record, after BOINC (Anderson, "BOINC: A Platform for Volunteer Computing",
 * Journal of Grid Computing 2020, section 3.4): a worker with {@code n} verified results in a row,
 * at least {@code trustAfter}, gets a job alone with probability 1 − 1/n, where n counts no further
 * than {@code longest}. In BOINC nobody is told whether it is alone. Here the assignment is public
 * before anybody commits, so a cheater knows, and cheats only then: what holds it is not the chance
 * of a replica but the {@code auditShare} of the jobs done alone that the coordinator computes
 * again, drawn after all have committed.
 *
 * @param replicas workers of a job that is replicated, at least 2
 * @param trustAfter verified results in a row before a worker may work alone, at least 1
 * @param longest the record that counts at most, at least {@code trustAfter}
 * @param auditShare share of the jobs done alone that is recomputed, above 0, up to 1
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
    if (auditShare.signum() <= 0 || auditShare.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "auditShare '" + auditShare + "' must be above 0 and up to 1");
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

  /**
   * The probability that one wrong result passes: 1 − audit share, because it is given only where
   * there is no replica; 0 for a worker that is never alone.
   */
  public BigDecimal wrongPasses(TrackRecord record) {
    return record.verified() < trustAfter ? BigDecimal.ZERO : BigDecimal.ONE.subtract(auditShare);
  }

  /**
   * What one wrong result brings on average, in wei, to a worker that is alone: (1 − a) × reward −
   * a × slash, with a the audit share. What the cheater loses by starting a new record is not
   * counted, nor what it saves by not training: doing nothing brings 0.
   */
  public BigDecimal cheaterGain(BigInteger rewardWei, BigInteger slashWei) {
    return BigDecimal.ONE
        .subtract(auditShare)
        .multiply(new BigDecimal(rewardWei))
        .subtract(auditShare.multiply(new BigDecimal(slashWei)));
  }

  /** The least slash of a wrong result, in whole wei, by which cheating alone loses on average. */
  public BigInteger leastSlash(BigInteger rewardWei) {
    return BigDecimal.ONE
        .subtract(auditShare)
        .multiply(new BigDecimal(rewardWei))
        .divide(auditShare, 0, RoundingMode.FLOOR)
        .toBigInteger()
        .add(BigInteger.ONE);
  }

  private int counted(TrackRecord record) {
    return Math.min(record.verified(), longest);
  }
}
