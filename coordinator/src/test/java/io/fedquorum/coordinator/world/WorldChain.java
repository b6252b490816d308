package io.fedquorum.coordinator.world;

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
import io.fedquorum.coordinator.round.IndexedEvents;
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
import java.util.function.Predicate;

/**
 * A chain with both contracts that mines when it is told to, one second a block. Intents, once
 * taken, survive their sender. The indexer may lag behind the head.
 */
public final class WorldChain implements Chain, IndexedEvents {
  public static final long CHAIN_ID = 1337;
  public static final Address COORDINATOR = new Address("0x" + "c0".repeat(20));
  public static final Contracts CONTRACTS =
      new Contracts(new Address("0x" + "0a".repeat(20)), new Address("0x" + "0b".repeat(20)), 1);

  private final List<Block> blocks = new ArrayList<>();
  private final List<ContractEvent> events = new ArrayList<>();
  private final Map<Bytes32, Receipt> receipts = new HashMap<>();
  private final Map<String, Bytes32> intents = new HashMap<>();
  private final Map<Bytes32, Runnable> pending = new LinkedHashMap<>();
  private final Members members = new Members();
  private final JobRegistry registry = new JobRegistry(members);
  private int lag;

  WorldChain() {
    blocks.add(new Block(0, word("block", 0), Bytes32.ZERO, 1_000));
    members.remember(0);
  }

  Members members() {
    return members;
  }

  /** The money of a training. */
  public Escrow escrow(long trainingId) {
    return registry.escrow(trainingId);
  }

  /** Pauses or unpauses the job registry. */
  public void pause(boolean stop) {
    registry.pause(stop);
  }

  /** Keeps the indexer some blocks behind the head. */
  public void lag(int behind) {
    lag = behind;
  }

  /** Mines what is pending into a block one second later. */
  public void mine() {
    Block last = head();
    long number = last.number() + 1;
    blocks.add(new Block(number, word("block", number), last.hash(), last.timestamp() + 1));
    List<Runnable> now = List.copyOf(pending.values());
    pending.clear();
    now.forEach(Runnable::run);
    members.remember(number);
  }

  /** Sends somebody's call, to be mined with the next block. */
  public Bytes32 send(Address sender, Call call) {
    Bytes32 hash = word("transaction", receipts.size() + pending.size());
    pending.put(hash, () -> apply(hash, sender, call));
    return hash;
  }

  /** As {@link #send}, before all that is pending. */
  public Bytes32 sendFirst(Address sender, Call call) {
    Map<Bytes32, Runnable> later = new LinkedHashMap<>(pending);
    Bytes32 hash = send(sender, call);
    later.keySet().forEach(pending::remove);
    pending.putAll(later);
    return hash;
  }

  /** All events so far, indexed or not. */
  public List<ContractEvent> allEvents() {
    return List.copyOf(events);
  }

  /** How many transactions succeeded or not. */
  public long mined(Predicate<Receipt> which) {
    return receipts.values().stream().filter(which).count();
  }

  /** The coordinator's store of intents as it is now. */
  Map<String, Bytes32> intents() {
    return Map.copyOf(intents);
  }

  /** The store is an older one again; what was sent stays on the chain. */
  void restoreIntents(Map<String, Bytes32> older) {
    intents.clear();
    intents.putAll(older);
  }

  Transactions transactions(Address account) {
    return new Transactions() {
      @Override
      public Address account() {
        return account;
      }

      @Override
      public Bytes32 submit(String intent, Call call) {
        return intents.computeIfAbsent(intent, key -> send(account, call));
      }

      @Override
      public Optional<Receipt> receipt(String intent) {
        return Optional.ofNullable(intents.get(intent)).map(receipts::get);
      }

      @Override
      public boolean has(String intent) {
        return intents.containsKey(intent);
      }

      @Override
      public boolean knows(Bytes32 transaction) {
        return intents.containsValue(transaction);
      }
    };
  }

  private void apply(Bytes32 hash, Address sender, Call call) {
    Block block = head();
    Position at = new Position(block.number(), block.hash(), hash, events.size());
    String reason = "";
    try {
      events.addAll(registry.apply(at, block.timestamp(), sender, call));
    } catch (Revert e) {
      reason = e.getMessage();
    }
    long gas = 21_000 + 1_000L * call.getClass().getSimpleName().length();
    receipts.put(
        hash, new Receipt(hash, block.number(), block.hash(), gas, reason.isEmpty(), reason));
  }

  private static Bytes32 word(String kind, long number) {
    return new AbiWords().addHashOf(kind).add(number).hash();
  }

  @Override
  public Block indexed() {
    return blocks.get(Math.max(0, blocks.size() - 1 - lag));
  }

  @Override
  public List<ContractEvent> ofTransaction(Bytes32 transaction) {
    return indexedEvents(event -> event.at().transaction().equals(transaction));
  }

  @Override
  public List<ContractEvent.TrainingCreated> created(Bytes32 specDigest) {
    return indexedEvents(ContractEvent.TrainingCreated.class::isInstance).stream()
        .map(ContractEvent.TrainingCreated.class::cast)
        .filter(event -> event.specDigest().equals(specDigest))
        .toList();
  }

  @Override
  public List<ContractEvent> ofTraining(long trainingId) {
    return indexedEvents(event -> true);
  }

  @Override
  public List<ContractEvent> ofRound(long trainingId, int round) {
    return indexedEvents(event -> roundOf(event) == round);
  }

  private static int roundOf(ContractEvent event) {
    if (event instanceof ContractEvent.RoundOpened e) {
      return e.round();
    } else if (event instanceof ContractEvent.RoundAssigned e) {
      return e.round();
    } else if (event instanceof ContractEvent.Committed e) {
      return e.round();
    } else if (event instanceof ContractEvent.RevealOpened e) {
      return e.round();
    } else if (event instanceof ContractEvent.Revealed e) {
      return e.round();
    }
    return event instanceof ContractEvent.RoundSettled e ? e.round() : 0;
  }

  private List<ContractEvent> indexedEvents(Predicate<ContractEvent> which) {
    long last = indexed().number();
    return events.stream().filter(e -> e.at().block() <= last).filter(which).toList();
  }

  @Override
  public ChainIdentity identity() {
    return new ChainIdentity(ChainIdentity.Kind.DEVELOPMENT, "world", CHAIN_ID);
  }

  @Override
  public Block head() {
    return blocks.get(blocks.size() - 1);
  }

  @Override
  public Optional<Block> block(long number) {
    return number < blocks.size()
        ? Optional.of(blocks.get(Math.toIntExact(number)))
        : Optional.empty();
  }

  @Override
  public List<WorkerRecord> workers(Contracts contracts, long block) {
    return members.at(block);
  }

  @Override
  public Optional<WorkerRecord> worker(Contracts contracts, Address worker) {
    return Optional.ofNullable(members.of(worker));
  }

  @Override
  public Optional<Receipt> receipt(Bytes32 transaction) {
    return Optional.ofNullable(receipts.get(transaction));
  }

  @Override
  public List<ContractEvent> events(Contracts contracts, long from, long to) {
    return events.stream().filter(e -> e.at().block() >= from && e.at().block() <= to).toList();
  }

  @Override
  public BigInteger minimumStake(Contracts contracts) {
    return Members.MINIMUM_STAKE;
  }

  @Override
  public long cooldownSeconds(Contracts contracts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger balance(Address account) {
    throw new UnsupportedOperationException("money is asked of the escrow");
  }

  @Override
  public long minedNonce(Address account) {
    throw new UnsupportedOperationException("intents have no nonce here");
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
    throw new UnsupportedOperationException("nothing is signed here");
  }

  @Override
  public void close() {}
}
