package io.fedquorum.coordinator.verification;

import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Which jobs of a round are computed again at random.
 *
 * @param seed of the draws
 * @param share of the jobs that several workers were to train, 0 to 1
 * @param loneShare of the jobs that one worker was to train, 0 to 1
 */
public record AuditDraw(Bytes32 seed, BigDecimal share, BigDecimal loneShare) {
  private static final String DOMAIN = "FedQuorum.audit.secret.v1";

  public AuditDraw {
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(share, "share");
    Objects.requireNonNull(loneShare, "loneShare");
  }

  /** The draw of a policy, see {@link Audits#seed}. */
  public static AuditDraw of(Policy policy, Bytes32 roundSeed, SortedMap<Address, Bytes32> salts) {
    Bytes32 seed = Audits.seed(roundSeed, salts);
    return new AuditDraw(seed, policy.auditShare(), policy.auditShare());
  }

  /**
   * The draw where jobs are done alone. A worker that revealed last would know the draw before it
   * reveals, and could withhold the reveal of a wrong result that is to be audited, or by
   * withholding have all drawn again. So the coordinator's secret goes in too: the seed is
   * Keccak-256 of the ABI words domain hash, the seed from the reveals, and the secret, which is
   * committed to before anybody commits and shown with the verdicts.
   *
   * @param lone share of the jobs that one worker was to train
   */
  public AuditDraw alone(BigDecimal lone, Bytes32 secret) {
    Bytes32 mixed = new AbiWords().addHashOf(DOMAIN).add(seed).add(secret).hash();
    return new AuditDraw(mixed, share, lone.max(share));
  }

  /** Whether a settled job is computed again. */
  public boolean drawn(int job, int workers) {
    return Audits.drawn(seed, job, workers == 1 ? loneShare : share);
  }
}
