package io.fedquorum.coordinator.chain;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import java.util.List;
import java.util.Optional;

/** The indexer's memory: the last block that it took, and every contract event up to there. */
public interface ChainEvents {
  /** The last block taken; only number and hashes are kept, its timestamp is 0. */
  Optional<Block> cursor();

  /**
   * Stores the events of a range and moves the cursor to its last block, in one step; joins the
   * caller's transaction. An event that is there already is skipped, so a range may be taken again,
   * by several replicas too; the cursor never goes back.
   */
  void advance(List<ContractEvent> events, Block last);

  /** The trainings on the chain that belong to none in this database. */
  List<ContractEvent.TrainingCreated> unclaimedTrainings();

  /** All events of a training on the job registry, in chain order. */
  List<ContractEvent> ofTraining(long onChainTrainingId);

  /** Whether a worker has revealed a digest in a round; reads that worker's reveal only. */
  boolean hasRevealed(long onChainTrainingId, int round, Address worker, Digest digest);

  /** The events of one round, in chain order. */
  List<ContractEvent> ofRound(long onChainTrainingId, int round);
}
