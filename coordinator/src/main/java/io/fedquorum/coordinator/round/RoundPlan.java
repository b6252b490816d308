package io.fedquorum.coordinator.round;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Keccak;
import java.util.Objects;

/**
 * What is fixed before a round opens.
 *
 * @param round from 1
 * @param model the parameters that the round starts from
 * @param jobList digest of the job list
 * @param seed the assignment seed; secret until the round is assigned
 * @param optimizerState what the server optimiser carried out of the round before; null without an
 *     optimiser and in the first round
 * @param auditSecret goes into the draw of audits; secret until the verdicts, null where no worker
 *     works alone
 * @param startedAt coordinator's clock, milliseconds since the epoch; for statistics only
 */
public record RoundPlan(
    int round,
    Digest model,
    Digest jobList,
    Bytes32 seed,
    Digest optimizerState,
    Bytes32 auditSecret,
    long startedAt) {
  public RoundPlan {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(jobList, "jobList");
    Objects.requireNonNull(seed, "seed");
  }

  /** What is shown of the audit secret before it is; null where there is none. */
  Bytes32 auditCommitment() {
    return auditSecret == null ? null : Keccak.hash(auditSecret.bytes());
  }
}
