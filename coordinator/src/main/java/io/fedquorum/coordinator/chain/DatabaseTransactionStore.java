package io.fedquorum.coordinator.chain;

import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionStore;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.simulation.CrashPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The sender's intents in PostgreSQL. Every method runs in a database transaction of its own, apart
 * from the caller's: what was signed must stay stored, whatever becomes of the caller.
 */
@ApplicationScoped
class DatabaseTransactionStore implements GuardedTransactionStore {
  private final TransactionRows rows;

  DatabaseTransactionStore(TransactionRows rows) {
    this.rows = rows;
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Stored> find(String intent) {
    return rows.findByIdOptional(intent).map(TransactionEntity::toStored);
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Stored reserve(
      String intent, Address account, long minedNonce, LongFunction<Signed> signer) {
    return reserveHere(intent, account, minedNonce, signer);
  }

  @Override
  public TransactionStore guardedBy(Runnable guard) {
    return new Guarded(this, guard);
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Stored reserveIf(
      Runnable guard,
      String intent,
      Address account,
      long minedNonce,
      LongFunction<Signed> signer) {
    guard.run();
    return reserveHere(intent, account, minedNonce, signer);
  }

  private Stored reserveHere(
      String intent, Address account, long minedNonce, LongFunction<Signed> signer) {
    Objects.requireNonNull(intent, "intent");
    lock(account);
    TransactionEntity row = rows.findById(intent);
    if (row == null) {
      row = insert(intent, account, Math.max(nextNonce(account), minedNonce), signer);
    } else if (!row.account.equals(account.value())) {
      throw new IllegalArgumentException(
          "intent '%s' is of account %s, not of %s".formatted(intent, row.account, account));
    }
    return row.toStored();
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void mined(String intent, Receipt receipt) {
    String json = new String(CanonicalJson.write(receipt), StandardCharsets.UTF_8);
    if (rows.update("receipt = ?1 where intent = ?2", json, intent) != 1) {
      throw new IllegalArgumentException("intent '" + intent + "' is not stored");
    }
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Stored> pending(Address account) {
    return rows.list("account = ?1 and receipt is null order by nonce", account.value()).stream()
        .map(TransactionEntity::toStored)
        .toList();
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean holds(Bytes32 hash) {
    return rows.count("hash = ?1", hash.value()) > 0;
  }

  /** Holds the account's row until the transaction ends, so that nonces are taken one by one. */
  private void lock(Address account) {
    rows.getEntityManager()
        .createNativeQuery("insert into chain_account values (?1) on conflict do nothing")
        .setParameter(1, account.value())
        .executeUpdate();
    rows.getEntityManager()
        .createNativeQuery("select account from chain_account where account = ?1 for update")
        .setParameter(1, account.value())
        .getSingleResult();
  }

  private long nextNonce(Address account) {
    return rows.getEntityManager()
        .createQuery("select max(nonce) from TransactionEntity where account = ?1", Long.class)
        .setParameter(1, account.value())
        .getResultStream()
        .filter(Objects::nonNull)
        .map(highest -> highest + 1)
        .findFirst()
        .orElse(0L);
  }

  private TransactionEntity insert(
      String intent, Address account, long nonce, LongFunction<Signed> signer) {
    Signed signed = signer.apply(nonce);
    TransactionEntity row = new TransactionEntity();
    row.intent = intent;
    row.account = account.value();
    row.nonce = nonce;
    row.raw = signed.raw().clone();
    row.hash = signed.hash().value();
    rows.persistAndFlush(row);
    CrashPoint.INTENT_UNCOMMITTED.pass();
    return row;
  }

  /** Takes new intents under a guard only; what is stored may be read and sent by anybody. */
  private record Guarded(DatabaseTransactionStore store, Runnable guard)
      implements TransactionStore {
    @Override
    public Optional<Stored> find(String intent) {
      return store.find(intent);
    }

    @Override
    public Stored reserve(
        String intent, Address account, long minedNonce, LongFunction<Signed> signer) {
      return store.reserveIf(guard, intent, account, minedNonce, signer);
    }

    @Override
    public void mined(String intent, Receipt receipt) {
      store.mined(intent, receipt);
    }

    @Override
    public List<Stored> pending(Address account) {
      return store.pending(account);
    }

    @Override
    public boolean holds(Bytes32 hash) {
      return store.holds(hash);
    }
  }
}
