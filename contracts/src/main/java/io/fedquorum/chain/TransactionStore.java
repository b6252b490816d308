package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Where a sender keeps its intents; durable before a method returns. */
public interface TransactionStore {
  /**
   * A stored transaction.
   *
   * @param intent unique key
   * @param account the sender
   * @param nonce the account's nonce
   * @param raw signed bytes
   * @param hash transaction hash
   * @param receipt once mined, else null
   */
  record Stored(
      String intent, Address account, long nonce, byte[] raw, Bytes32 hash, Receipt receipt) {}

  /** Signed bytes and their hash. */
  record Signed(byte[] raw, Bytes32 hash) {}

  /** The stored transaction of an intent. */
  Optional<Stored> find(String intent);

  /**
   * In one atomic step: returns the intent's transaction if there is one; else takes the next nonce
   * (one above the highest stored of the account, at least {@code minedNonce}), signs and stores.
   */
  Stored reserve(String intent, Address account, long minedNonce, LongFunction<Signed> signer);

  /** Stores the receipt. */
  void mined(String intent, Receipt receipt);

  /**
   * Whether a transaction of this hash is stored. A store that can't tell says yes: nothing is then
   * taken for the work of a database that is lost.
   */
  default boolean holds(Bytes32 hash) {
    return true;
  }

  /** Transactions of the account without a receipt, in nonce order. */
  List<Stored> pending(Address account);
}
