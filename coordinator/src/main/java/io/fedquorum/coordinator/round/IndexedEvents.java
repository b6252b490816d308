package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.Bytes32;
import java.util.List;

/** The contract events that the indexer has stored, in chain order. */
public interface IndexedEvents {
  /** The newest block whose events are all stored. */
  Block indexed();

  /** The events of one transaction. */
  List<ContractEvent> ofTransaction(Bytes32 transaction);

  /** Trainings created from these terms, whoever did it, that belong to none of ours yet. */
  default List<ContractEvent.TrainingCreated> created(Bytes32 specDigest) {
    return List.of();
  }

  /** All events of a training. */
  List<ContractEvent> ofTraining(long trainingId);

  /** The events of one round of a training. */
  List<ContractEvent> ofRound(long trainingId, int round);
}
