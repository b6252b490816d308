package io.fedquorum.coordinator.fact;

import io.fedquorum.chain.Receipt;
import io.fedquorum.protocol.Bytes32;
import java.util.Objects;

/**
 * The mined transaction that made a fact true on chain.
 *
 * @param hash transaction hash
 * @param block height of its block
 * @param gas gas used
 */
public record TransactionRef(Bytes32 hash, long block, long gas) {
  public TransactionRef {
    Objects.requireNonNull(hash, "hash");
  }

  /** The reference to a receipt. */
  public static TransactionRef of(Receipt receipt) {
    return new TransactionRef(receipt.transaction(), receipt.block(), receipt.gasUsed());
  }
}
