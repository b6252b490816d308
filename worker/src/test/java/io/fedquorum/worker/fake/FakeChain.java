package io.fedquorum.worker.fake;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Call;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Position;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Seals;
import io.fedquorum.chain.Transactions;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chain with one node that mines when it is told to, and the commit-reveal rules of the
 * contracts. A transaction and its intent, once taken, survive the worker.
 */
public final class FakeChain implements Chain {
  public static final long CHAIN_ID = 1337;
  public static final Contracts CONTRACTS =
      new Contracts(new Address("0x" + "0a".repeat(20)), new Address("0x" + "0b".repeat(20)), 1);
  private final List<Block> blocks = new ArrayList<>();
  private final List<ContractEvent> events = new ArrayList<>();
  private final Map<Bytes32, Receipt> receipts = new HashMap<>();
  private final Map<String, Bytes32> intents = new HashMap<>();
  private final Map<Bytes32, Runnable> pending = new LinkedHashMap<>();
  private final FakeContracts contracts = new FakeContracts();
  private int sequence;

  public FakeChain() {
    blocks.add(new Block(0, word(0), Bytes32.ZERO, 1_000));
    mine();
  }

  /** The contracts' state. */
  public FakeContracts contracts() {
    return contracts;
  }

  /** A publisher's or another worker's call, mined at once. */
  public Receipt execute(Address sender, Call call) {
    Bytes32 hash = submit(sender, call);
    mine();
    return receipts.get(hash);
  }

  /** Mines all pending transactions in a block one second later. */
  public void mine() {
    mine(1);
  }

  /** Mines all pending transactions in a block some seconds later. */
  public synchronized void mine(int seconds) {
    Block last = head();
    blocks.add(
        new Block(
            last.number() + 1, word(last.number() + 1), last.hash(), last.timestamp() + seconds));
    List<Runnable> now = List.copyOf(pending.values());
    pending.clear();
    now.forEach(Runnable::run);
  }

  /** How many transactions wait to be mined. */
  public synchronized int pending() {
    return pending.size();
  }

  /** The events of a kind so far. */
  public <T extends ContractEvent> List<T> all(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** One account's sender. */
  public Transactions transactions(Address account) {
    return new Transactions() {
      @Override
      public Address account() {
        return account;
      }

      @Override
      public Bytes32 submit(String intent, Call call) {
        synchronized (FakeChain.this) {
          return intents.computeIfAbsent(
              account + intent, k -> FakeChain.this.submit(account, call));
        }
      }

      @Override
      public Optional<Receipt> receipt(String intent) {
        synchronized (FakeChain.this) {
          return Optional.ofNullable(intents.get(account + intent)).map(receipts::get);
        }
      }
    };
  }

  private synchronized Bytes32 submit(Address sender, Call call) {
    Bytes32 hash = new AbiWords().addHashOf("transaction").add(sequence++).hash();
    pending.put(hash, () -> apply(hash, sender, call));
    return hash;
  }

  private void apply(Bytes32 hash, Address sender, Call call) {
    Block block = head();
    Position at = new Position(block.number(), block.hash(), hash, events.size());
    String reason = "";
    try {
      events.add(contracts.apply(at, block.timestamp(), sender, call));
    } catch (FakeContracts.Revert e) {
      reason = e.getMessage();
    }
    receipts.put(
        hash, new Receipt(hash, block.number(), block.hash(), 21_000, reason.isEmpty(), reason));
  }

  private static Bytes32 word(long number) {
    return new AbiWords().addHashOf("block").add(number).hash();
  }

  @Override
  public ChainIdentity identity() {
    return new ChainIdentity(ChainIdentity.Kind.DEVELOPMENT, "fake", CHAIN_ID);
  }

  @Override
  public Block head() {
    return blocks.get(blocks.size() - 1);
  }

  @Override
  public Optional<Block> block(long number) {
    return number < blocks.size() ? Optional.of(blocks.get((int) number)) : Optional.empty();
  }

  @Override
  public BigInteger balance(Address account) {
    return contracts.balance(account);
  }

  @Override
  public long minedNonce(Address account) {
    return 0;
  }

  @Override
  public Optional<WorkerRecord> worker(Contracts deployment, Address worker) {
    return contracts.worker(worker);
  }

  @Override
  public List<WorkerRecord> workers(Contracts deployment, long block) {
    throw new UnsupportedOperationException("no worker asks for the others");
  }

  @Override
  public BigInteger minimumStake(Contracts deployment) {
    return FakeContracts.MINIMUM_STAKE;
  }

  @Override
  public long cooldownSeconds(Contracts deployment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ContractEvent> events(Contracts deployment, long from, long to) {
    return events.stream().filter(e -> e.at().block() >= from && e.at().block() <= to).toList();
  }

  @Override
  public Optional<Receipt> receipt(Bytes32 transaction) {
    return Optional.ofNullable(receipts.get(transaction));
  }

  @Override
  public void send(byte[] signedTransaction) {
    throw new UnsupportedOperationException("calls are sent as values here");
  }

  @Override
  public Optional<Seals> seals(Bytes32 blockHash) {
    return Optional.empty();
  }

  @Override
  public Optional<Address> signer(Bytes32 hash, byte[] signature) {
    return FakeSigner.recover(hash, signature);
  }

  @Override
  public void close() {}
}
