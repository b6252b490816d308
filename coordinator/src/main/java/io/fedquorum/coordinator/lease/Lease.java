package io.fedquorum.coordinator.lease;

import java.util.Objects;

/**
 * The right to drive a training.
 *
 * @param trainingId the training
 * @param owner the replica that holds it
 * @param token one above that of the holder before; a write under an older token is refused
 */
public record Lease(String trainingId, String owner, long token) {
  public Lease {
    Objects.requireNonNull(trainingId, "trainingId");
    Objects.requireNonNull(owner, "owner");
  }
}
