package io.fedquorum.chain;

import io.fedquorum.protocol.Bytes32;
import java.util.List;
import java.util.Objects;

/**
 * Reads the events of a deployment in batches of whole blocks, from a cursor that the caller keeps.
 * It holds no state: the same cursor on the same chain gives the same events, so none is skipped
 * and none is taken twice when the caller stores {@link Batch#next()} in the transaction of the
 * events' effects.
 */
public final class EventReader {
  /** Blocks a batch, unless told otherwise. */
  public static final int DEFAULT_RANGE = 500;

  private final Chain chain;
  private final Contracts contracts;
  private final int range;

  public EventReader(Chain chain, Contracts contracts) {
    this(chain, contracts, DEFAULT_RANGE);
  }

  /**
   * A reader.
   *
   * @param range the most blocks in a batch, 1 or more
   */
  public EventReader(Chain chain, Contracts contracts, int range) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.contracts = Objects.requireNonNull(contracts, "contracts");
    this.range = range;
    if (range < 1) {
      throw new IllegalArgumentException("range '" + range + "' must be 1 or more");
    }
  }

  /**
   * Reads on.
   *
   * @return the events after the cursor; none, and the same cursor, when there is no new block
   * @throws ChainReorganisedException when the cursor's block is not on the chain
   * @throws ChainUnavailableException when no node answers
   */
  public Batch read(Cursor from) {
    long head = chain.head().number();
    requireOnChain(from, head);
    long last = Math.min(from.block() + range, head);
    if (last <= from.block()) {
      return new Batch(List.of(), from);
    }
    Bytes32 before = hashAt(last);
    List<ContractEvent> events = chain.events(contracts, from.block() + 1, last);
    Cursor next = new Cursor(last, before);
    // Once more: between the two reads the chain could have changed under the events.
    requireOnChain(next, last);
    return new Batch(events, next);
  }

  private void requireOnChain(Cursor cursor, long head) {
    if (cursor.blockHash().equals(Bytes32.ZERO)) {
      return;
    }
    if (cursor.block() > head) {
      throw reorganised(cursor, "the chain ends at block " + head);
    }
    Bytes32 found = hashAt(cursor.block());
    if (!found.equals(cursor.blockHash())) {
      throw reorganised(cursor, "the chain has " + found);
    }
  }

  private Bytes32 hashAt(long number) {
    return chain
        .block(number)
        .orElseThrow(
            () -> new ChainUnavailableException("block " + number + " is not at the node now"))
        .hash();
  }

  private static ChainReorganisedException reorganised(Cursor cursor, String found) {
    return new ChainReorganisedException(
        "events were read up to block %d with hash %s, but %s. Check that the node serves the same network as before; if the network was reset, begin with a new deployment and a new database"
            .formatted(cursor.block(), cursor.blockHash(), found));
  }
}
