package io.fedquorum.coordinator.chain;

import io.fedquorum.chain.TransactionStore;

/** A transaction store that can be shared by replicas of which not each may begin everything. */
public interface GuardedTransactionStore extends TransactionStore {
  /**
   * The same store, where a new intent is taken under a guard only.
   *
   * @param guard called in the database transaction that would store the intent; what it throws
   *     reaches the caller, and nothing is stored
   */
  TransactionStore guardedBy(Runnable guard);
}
