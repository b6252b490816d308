package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Intents that die with the process: for tests, and for one-shot commands on a development chain.
 */
public final class InMemoryTransactionStore implements TransactionStore {
  private final Map<String, Stored> byIntent = new HashMap<>();

  @Override
  public synchronized Optional<Stored> find(String intent) {
    return Optional.ofNullable(byIntent.get(intent));
  }

  @Override
  public synchronized Stored reserve(
      String intent, Address account, long minedNonce, LongFunction<Signed> signer) {
    Stored known = byIntent.get(intent);
    if (known != null) {
      return known;
    }
    long nonce = nextNonce(account, minedNonce);
    Signed signed = signer.apply(nonce);
    Stored stored = new Stored(intent, account, nonce, signed.raw(), signed.hash(), null);
    put(stored);
    return stored;
  }

  @Override
  public synchronized void mined(String intent, Receipt receipt) {
    Objects.requireNonNull(receipt, "receipt");
    Stored stored = byIntent.get(intent);
    if (stored == null) {
      throw new IllegalArgumentException("intent '" + intent + "' is not in the store");
    }
    put(new Stored(intent, stored.account(), stored.nonce(), stored.raw(), stored.hash(), receipt));
  }

  @Override
  public synchronized List<Stored> pending(Address account) {
    return byIntent.values().stream()
        .filter(s -> s.account().equals(account) && s.receipt() == null)
        .sorted(Comparator.comparingLong(Stored::nonce))
        .toList();
  }

  synchronized long nextNonce(Address account, long minedNonce) {
    return byIntent.values().stream()
        .filter(s -> s.account().equals(account))
        .mapToLong(s -> s.nonce() + 1)
        .reduce(minedNonce, Math::max);
  }

  synchronized void put(Stored stored) {
    byIntent.put(stored.intent(), stored);
  }
}
