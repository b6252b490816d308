package io.fedquorum.coordinator.verification;

import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigDecimal;
import java.util.SortedMap;

/**
 * Which settled jobs are recomputed at random. The round's seed is public as soon as workers are
 * assigned, so it alone would tell a cheater which jobs are safe. The salts of the reveals are
 * fixed by the commitments and secret until the reveal, so seed and salts together are unknown to
 * anyone who still has to commit, and known to anyone who checks later.
 */
public final class Audits {
  private static final String DOMAIN = "FedQuorum.audit.v1";
  private static final BigDecimal RANGE = BigDecimal.valueOf(1L << 32);

  private Audits() {}

  /**
   * The seed of the audit draws: Keccak-256 of the ABI words domain hash, round seed, and worker
   * and salt of each reveal in address order.
   *
   * @param salts what each worker revealed
   */
  public static Bytes32 seed(Bytes32 roundSeed, SortedMap<Address, Bytes32> salts) {
    AbiWords words = new AbiWords().addHashOf(DOMAIN).add(roundSeed);
    salts.forEach((worker, salt) -> words.add(worker).add(salt));
    return words.hash();
  }

  /**
   * Whether this job is recomputed even when it is settled: the first word of {@link SeededRandom}
   * with purpose {@code audit:job} is below {@code share} × 2^32.
   */
  public static boolean drawn(Bytes32 auditSeed, int job, Policy policy) {
    return drawn(auditSeed, job, policy.auditShare());
  }

  static boolean drawn(Bytes32 auditSeed, int job, BigDecimal share) {
    if (share.signum() == 0) {
      return false;
    }
    BigDecimal word = BigDecimal.valueOf(new SeededRandom(auditSeed, "audit:" + job).nextWord());
    return word.compareTo(share.multiply(RANGE)) < 0;
  }
}
