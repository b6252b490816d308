package io.fedquorum.coordinator.replay;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.CanonicalJson;

/** Which training a contract event belongs to. */
final class TrainingEvents {
  private TrainingEvents() {}

  static boolean belongs(ContractEvent event, long trainingId) {
    return CanonicalJson.mapper().valueToTree(event).path("trainingId").asLong(-1) == trainingId;
  }
}
