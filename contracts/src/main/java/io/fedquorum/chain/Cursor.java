package io.fedquorum.chain;

import io.fedquorum.protocol.Bytes32;
import java.util.Objects;

/**
 * How far the events have been read: all of this block and of every block before.
 *
 * @param block the last block that was read whole; -1 before the genesis block
 * @param blockHash its hash, or {@link Bytes32#ZERO} at the very start, when none is known
 */
public record Cursor(long block, Bytes32 blockHash) {
  public Cursor {
    Objects.requireNonNull(blockHash, "blockHash");
    if (block < -1) {
      throw new IllegalArgumentException("block '" + block + "' must be -1 or more");
    }
  }

  /** Before the first event of a deployment. */
  public static Cursor before(Contracts contracts) {
    return new Cursor(contracts.deployedAt() - 1, Bytes32.ZERO);
  }
}
