package io.fedquorum.coordinator.round;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
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
 * @param startedAt coordinator's clock, milliseconds since the epoch; for statistics only
 */
public record RoundPlan(
    int round, Digest model, Digest jobList, Bytes32 seed, Digest optimizerState, long startedAt) {
  public RoundPlan {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(jobList, "jobList");
    Objects.requireNonNull(seed, "seed");
  }
}
