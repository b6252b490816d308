package io.fedquorum.worker.fleet;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Seals;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * One view of the chain for many workers: what was asked once since the newest block is not asked
 * again before the next, so a thousand workers that wait cost a node what one does. Questions to
 * the node are bounded in number.
 */
public final class SharedChain implements Chain {
  private static final long PACE_NANOS = 100_000_000L;
  private static final int MOST_AT_ONCE = 16;

  /** A question as a key. */
  private record Question(String what, Object about) {}

  /** What is known as of a block. */
  private record View(Block head, Map<Question, Object> answers, long readAt) {}

  /** An account's nonce, and one that was seen as of a block and is not certain yet. */
  private record Nonce(long certain, long newer, long sinceBlock) {
    Nonce(long nonce) {
      this(nonce, nonce, 0);
    }

    Nonce seen(long nonce, View view) {
      long block = view.head().number();
      if (nonce != newer) {
        return new Nonce(certain, nonce, block);
      }
      return block > sinceBlock ? new Nonce(newer, newer, sinceBlock) : this;
    }
  }

  private final Chain chain;
  private final Map<Address, Nonce> nonces = new ConcurrentHashMap<>();
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
  private volatile View newest;
  private volatile ChainIdentity identity;

  /** A view of a chain that somebody else closes. */
  public SharedChain(Chain chain) {
    this.chain = Objects.requireNonNull(chain, "chain");
  }

  @Override
  public ChainIdentity identity() {
    if (identity == null) {
      identity = asked(chain::identity);
    }
    return identity;
  }

  @Override
  public Block head() {
    return view().head();
  }

  @Override
  public Optional<Block> block(long number) {
    return once("block", number, () -> chain.block(number));
  }

  @Override
  public BigInteger balance(Address account) {
    return once("balance", account, () -> chain.balance(account));
  }

  /**
   * A nonce counts when the block after the one at which it was first seen is there: a node may
   * show a nonce before the receipt, and a sender takes that for somebody else's transaction.
   */
  @Override
  public long minedNonce(Address account) {
    View now = view();
    long seen = once("nonce", account, () -> chain.minedNonce(account));
    return nonces
        .compute(account, (a, known) -> known == null ? new Nonce(seen) : known.seen(seen, now))
        .certain();
  }

  @Override
  public Optional<WorkerRecord> worker(Contracts contracts, Address worker) {
    return once("worker", worker, () -> chain.worker(contracts, worker));
  }

  @Override
  public List<WorkerRecord> workers(Contracts contracts, long block) {
    return once("workers", block, () -> chain.workers(contracts, block));
  }

  @Override
  public BigInteger minimumStake(Contracts contracts) {
    return once("minimum", contracts, () -> chain.minimumStake(contracts));
  }

  @Override
  public long cooldownSeconds(Contracts contracts) {
    return once("cooldown", contracts, () -> chain.cooldownSeconds(contracts));
  }

  @Override
  public List<ContractEvent> events(Contracts contracts, long fromBlock, long toBlock) {
    return once(
        "events", List.of(fromBlock, toBlock), () -> chain.events(contracts, fromBlock, toBlock));
  }

  @Override
  public Optional<Receipt> receipt(Bytes32 transaction) {
    return once("receipt", transaction, () -> chain.receipt(transaction));
  }

  @Override
  public void send(byte[] signedTransaction) {
    asked(
        () -> {
          chain.send(signedTransaction);
          return true;
        });
  }

  @Override
  public Optional<Seals> seals(Bytes32 blockHash) {
    return once("seals", blockHash, () -> chain.seals(blockHash));
  }

  @Override
  public Optional<Address> signer(Bytes32 hash, byte[] signature) {
    return chain.signer(hash, signature);
  }

  @Override
  public void close() {}

  // The very view that was seen: another thread may have read a newer one meanwhile.
  @SuppressWarnings("ReferenceEquality")
  private View view() {
    View seen = newest;
    if (seen != null && System.nanoTime() - seen.readAt() < PACE_NANOS) {
      return seen;
    }
    synchronized (this) {
      if (newest == seen) {
        Block head = asked(chain::head);
        boolean same = seen != null && seen.head().equals(head);
        newest =
            new View(head, same ? seen.answers() : new ConcurrentHashMap<>(), System.nanoTime());
      }
      return newest;
    }
  }

  /** An answer is an answer until the next block, also "not yet". */
  @SuppressWarnings("unchecked") // A question's answers are of one type.
  private <T> T once(String what, Object about, Supplier<T> question) {
    return (T)
        view().answers().computeIfAbsent(new Question(what, about), unasked -> asked(question));
  }

  private <T> T asked(Supplier<T> question) {
    turns.acquireUninterruptibly();
    try {
      return question.get();
    } finally {
      turns.release();
    }
  }
}
