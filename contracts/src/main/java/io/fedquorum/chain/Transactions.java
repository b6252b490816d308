package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.util.Optional;

/**
 * The sender of one account. An intent is named by a key; however often it is submitted, by however
 * many processes one after the other, it becomes one transaction: nonce, signed bytes and hash are
 * stored in one durable step before they are sent, and only the same bytes are ever sent again.
 */
public interface Transactions {
  /** The account that signs. */
  Address account();

  /**
   * Makes sure that the intent is stored and sent.
   *
   * @param intent unique key, such as {@code training/7/round/2/open}
   * @return the transaction's hash, the same on every call with this key
   * @throws TransactionRefusedException when the account cannot pay it, then nothing was stored; or
   *     when the node refuses it or one before it, then it stays stored and the next call tries it
   *     again
   * @throws ChainUnavailableException when no node answers; call again with the same key
   */
  Bytes32 submit(String intent, Call call);

  /**
   * The receipt of an intent, once mined; empty for an unknown one. Sends the stored bytes again
   * when the node lost them. A transaction that the contract reverted has a receipt too.
   *
   * @throws NonceUsedException when another program took the nonce, so that it can never be mined
   */
  Optional<Receipt> receipt(String intent);

  /** Whether an intent is stored; yes when in doubt. */
  default boolean has(String intent) {
    return true;
  }

  /** Whether a transaction on the chain is one that was sent from here; yes when in doubt. */
  default boolean knows(Bytes32 transaction) {
    return true;
  }
}
