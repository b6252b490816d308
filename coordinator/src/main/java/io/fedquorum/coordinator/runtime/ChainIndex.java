package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.coordinator.chain.ChainEvents;
import io.fedquorum.coordinator.round.IndexedEvents;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What the indexer has stored, in the form that rounds ask for. */
@ApplicationScoped
public class ChainIndex implements IndexedEvents {
  private final ChainEvents events;
  private final Node node;
  private volatile Block newest;

  @Inject
  ChainIndex(ChainEvents events, Node node) {
    this.events = events;
    this.node = node;
  }

  @Override
  public Block indexed() {
    Block stored = events.cursor().orElseThrow(() -> new IllegalStateException("nothing indexed"));
    Block known = newest;
    if (known != null && known.hash().equals(stored.hash())) {
      return known;
    }
    Chain chain = node.chain();
    // The store keeps number and hash; the deadline of a round is compared with the block's time.
    Block read =
        chain
            .block(stored.number())
            .orElseThrow(() -> new IllegalStateException("no block " + stored.number()));
    newest = read;
    return read;
  }

  @Override
  public List<ContractEvent> ofTransaction(Bytes32 transaction) {
    return node
        .chain()
        .receipt(transaction)
        .map(r -> node.chain().events(node.contracts(), r.block(), r.block()))
        .orElse(List.of())
        .stream()
        .filter(event -> event.at().transaction().equals(transaction))
        .toList();
  }

  @Override
  public List<ContractEvent.TrainingCreated> created(Bytes32 specDigest) {
    return events.unclaimedTrainings().stream()
        .filter(e -> e.specDigest().equals(specDigest))
        .toList();
  }

  @Override
  public List<ContractEvent> ofTraining(long trainingId) {
    return events.ofTraining(trainingId);
  }

  /** Whether a worker has revealed a digest in a round. */
  boolean hasRevealed(long trainingId, int round, Address worker, Digest digest) {
    return events.hasRevealed(trainingId, round, worker, digest);
  }

  @Override
  public List<ContractEvent> ofRound(long trainingId, int round) {
    return events.ofRound(trainingId, round);
  }
}
