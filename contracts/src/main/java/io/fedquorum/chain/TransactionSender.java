package io.fedquorum.chain;

import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.chain.TransactionStore.Stored;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.simulation.CrashPoint;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Sends what a store holds. It has no thread of its own: every call moves the account's queue on.
 * At most {@value #WINDOW} transactions of the account are handed to the node and not mined, which
 * is what a node keeps of one account for certain; later ones wait in the store.
 *
 * <p>Thread-safe. Several senders of one account may share one store, in one process or in many:
 * they then send the same bytes, which a node takes once.
 */
public final class TransactionSender implements Transactions {
  /** Transactions of one account that are handed to the node and not mined, at most. */
  public static final int WINDOW = 16;

  /** A transaction is sent again after this many looks that found it not mined. */
  public static final int LOOKS_BEFORE_RESEND = 5;

  /**
   * Looks that find a nonce mined and its transaction without a receipt, before another program is
   * blamed: a node may show the one a moment before the other.
   */
  public static final int LOOKS_BEFORE_BLAME = 5;

  private final Chain chain;
  private final TransactionStore store;
  private final TransactionSigner signer;
  private final Object queue = new Object();
  private final Set<Bytes32> sent = new HashSet<>();
  private final Map<Bytes32, Integer> looks = new HashMap<>();
  private final Map<Bytes32, Integer> unexplained = new HashMap<>();

  /**
   * A sender for the signer's account.
   *
   * @param store holds the account's intents, from before too; what it holds unmined is sent again
   *     with the first call
   */
  public TransactionSender(Chain chain, TransactionStore store, TransactionSigner signer) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.store = Objects.requireNonNull(store, "store");
    this.signer = Objects.requireNonNull(signer, "signer");
  }

  @Override
  public Address account() {
    return signer.account();
  }

  @Override
  public Bytes32 submit(String intent, Call call) {
    return submit(intent, signer.value(call), nonce -> signer.sign(call, nonce)).hash();
  }

  /**
   * As {@link #submit(String, Call)}, for a transaction that is not a {@link Call}.
   *
   * @param value what it pays, in wei
   * @param sign signs it under a nonce
   */
  public Stored submit(String intent, BigInteger value, LongFunction<Signed> sign) {
    Objects.requireNonNull(intent, "intent");
    Stored stored = store.find(intent).orElse(null);
    if (stored == null) {
      requireFunds(intent, value);
      CrashPoint.INTENT_BEFORE.pass();
      stored = store.reserve(intent, account(), chain.minedNonce(account()), sign);
      CrashPoint.INTENT_STORED.pass();
    }
    if (stored.receipt() == null && !wasSent(stored)) {
      advance(stored);
    }
    return stored;
  }

  @Override
  public Optional<Receipt> receipt(String intent) {
    Stored stored = store.find(intent).orElse(null);
    if (stored == null) {
      return Optional.empty();
    }
    if (stored.receipt() != null) {
      return Optional.of(stored.receipt());
    }
    Optional<Receipt> receipt = mined(stored);
    if (receipt.isEmpty()) {
      countLook(stored);
      advance(stored);
      // The queue may have found it mined in the meantime.
      receipt = store.find(intent).map(Stored::receipt);
    }
    return receipt;
  }

  @Override
  public boolean has(String intent) {
    return store.find(intent).isPresent();
  }

  @Override
  public boolean knows(Bytes32 transaction) {
    return store.holds(transaction);
  }

  /** Before the nonce is taken: a transaction that the node refuses holds up all behind it. */
  private void requireFunds(String intent, BigInteger value) {
    if (value.signum() > 0) {
      BigInteger balance = chain.balance(account());
      if (balance.compareTo(value) < 0) {
        throw new TransactionRefusedException(
            "intent '%s' pays %s wei and account %s holds %s; nothing was stored, fund the account"
                .formatted(intent, value, account(), balance));
      }
    }
  }

  /** Sends what the window allows and has not been sent, in nonce order. */
  private void advance(Stored wanted) {
    synchronized (queue) {
      long minedNonce = chain.minedNonce(account());
      List<Stored> pending = store.pending(account());
      pending.stream().filter(p -> p.nonce() < minedNonce).forEach(p -> settle(p, wanted));
      pending.stream()
          .filter(p -> p.nonce() >= minedNonce)
          .limit(WINDOW)
          .filter(p -> !sent.contains(p.hash()))
          .forEach(p -> send(p, wanted));
    }
  }

  /** A transaction whose nonce is mined: by itself, or the account's key is used elsewhere. */
  private void settle(Stored stored, Stored wanted) {
    if (mined(stored).isEmpty()
        && stored.intent().equals(wanted.intent())
        && unexplained.merge(stored.hash(), 1, Integer::sum) >= LOOKS_BEFORE_BLAME) {
      throw new NonceUsedException(
          "nonce %d of account %s is mined, and not by transaction %s of intent '%s': another program uses this account's key, or the chain is not the one the store was made for"
              .formatted(stored.nonce(), account(), stored.hash(), stored.intent()));
    }
  }

  private void send(Stored stored, Stored wanted) {
    try {
      CrashPoint.SEND_BEFORE.pass();
      chain.send(stored.raw());
      CrashPoint.SENT.pass();
      sent.add(stored.hash());
    } catch (NonceUsedException e) {
      // It was mined between our look and now, or its nonce belongs to another transaction.
      settle(stored, wanted);
    } catch (TransactionRefusedException e) {
      throw refused(stored, wanted, e);
    }
  }

  private static TransactionRefusedException refused(
      Stored stored, Stored wanted, TransactionRefusedException cause) {
    String waits =
        stored.intent().equals(wanted.intent())
            ? ""
            : "intent '" + wanted.intent() + "' waits behind one that is refused: ";
    return new TransactionRefusedException(
        "%sintent '%s' (nonce %d) stays stored and is sent again with the next call: %s"
            .formatted(waits, stored.intent(), stored.nonce(), cause.getMessage()),
        cause);
  }

  private Optional<Receipt> mined(Stored stored) {
    Optional<Receipt> receipt = chain.receipt(stored.hash());
    receipt.ifPresent(
        found -> {
          CrashPoint.RECEIPT_BEFORE.pass();
          store.mined(stored.intent(), found);
          CrashPoint.RECEIPT_STORED.pass();
          forget(stored);
        });
    return receipt;
  }

  private boolean wasSent(Stored stored) {
    synchronized (queue) {
      return sent.contains(stored.hash());
    }
  }

  private void forget(Stored stored) {
    synchronized (queue) {
      sent.remove(stored.hash());
      looks.remove(stored.hash());
      unexplained.remove(stored.hash());
    }
  }

  /** A node that restarted has lost its pool, so all that is under way goes out again in order. */
  private void countLook(Stored stored) {
    synchronized (queue) {
      int count = looks.merge(stored.hash(), 1, Integer::sum);
      if (count >= LOOKS_BEFORE_RESEND) {
        looks.clear();
        sent.clear();
      }
    }
  }
}
