package io.fedquorum.coordinator.training;

import java.time.Instant;
import java.util.Objects;

/**
 * A training as the database holds it.
 *
 * @param id the coordinator's id
 * @param onChainId the id on the job registry, null before it is created there
 * @param spec canonical JSON of what was asked for; its digest is on chain, so kept byte for byte
 * @param state JSON of the state machine's state
 * @param status the state's name, for lists
 * @param version grows with each change; a change based on an older version is refused
 * @param createdAt when it was stored
 */
public record StoredTraining(
    String id,
    Long onChainId,
    String spec,
    String state,
    String status,
    long version,
    Instant createdAt) {
  public StoredTraining {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}
