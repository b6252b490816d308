package io.fedquorum.coordinator.world;

import io.fedquorum.chain.Transactions;
import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.round.Intents;
import io.fedquorum.coordinator.round.RoundPorts;
import io.fedquorum.coordinator.round.TrainingTimes;
import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.Address;
import io.fedquorum.worker.training.TrainingEngine;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a training needs, in memory and without chance: chain, artifacts, engine and workers.
 * Time is the chain's: a block is a second. The same world gives the same training.
 */
public final class World {
  private static final BigInteger STAKE = BigInteger.valueOf(10_000);
  private final WorldChain chain = new WorldChain();
  private final MemoryArtifacts artifacts = new MemoryArtifacts();
  private final WorldEngine engine = new WorldEngine();
  private final TrainingTimes times = new TrainingTimes();
  private final List<ScriptedWorker> workers = new ArrayList<>();
  private final List<Runnable> bystanders = new ArrayList<>();
  private final Map<Behaviour, Set<Address>> kin = new EnumMap<>(Behaviour.class);

  /** A world with one worker of each behaviour, in address order. */
  public World(Behaviour... behaviours) {
    for (Behaviour behaviour : behaviours) {
      join(behaviour, STAKE);
    }
    chain.mine();
  }

  /** Lets another worker join with the next block. */
  public final Address join(Behaviour behaviour, BigInteger stake) {
    Address worker = Fixtures.worker(workers.size());
    Set<Address> alike = kin.computeIfAbsent(behaviour, b -> new HashSet<>());
    alike.add(worker);
    chain.members().join(worker, WorldEngine.PROFILE.id(), stake, chain.head().number());
    workers.add(new ScriptedWorker(worker, behaviour, chain, artifacts, alike));
    return worker;
  }

  /** The least stake of an active worker. */
  public static BigInteger minimumStake() {
    return Members.MINIMUM_STAKE;
  }

  /** A world of workers of which the last so many behave otherwise. */
  public static World of(int size, int others, Behaviour behaviour) {
    return new World(
        Stream.concat(
                Stream.generate(() -> Behaviour.HONEST).limit(size - (long) others),
                Stream.generate(() -> behaviour).limit(others))
            .toArray(Behaviour[]::new));
  }

  /** Lets somebody else do something before each block. */
  public World with(Runnable bystander) {
    bystanders.add(bystander);
    return this;
  }

  /** The workers of some behaviours, in address order. */
  public List<Address> workers(Behaviour... behaviours) {
    List<Behaviour> wanted = Arrays.asList(behaviours);
    return workers.stream()
        .filter(worker -> wanted.contains(worker.behaviour()))
        .map(ScriptedWorker::address)
        .toList();
  }

  public WorldChain chain() {
    return chain;
  }

  public MemoryArtifacts artifacts() {
    return artifacts;
  }

  public WorldEngine engine() {
    return engine;
  }

  /** What is left of a worker's stake. */
  public BigInteger stake(Address worker) {
    return chain.members().of(worker).stake();
  }

  /** What each worker staked. */
  public static BigInteger fullStake() {
    return STAKE;
  }

  /** Removes a worker from the registry. */
  public void leave(Address worker) {
    chain.members().leave(worker);
  }

  /** Everybody acts, then a block is mined. */
  public void tick() {
    workers.forEach(ScriptedWorker::act);
    bystanders.forEach(Runnable::run);
    chain.mine();
  }

  /** The coordinator's ports. */
  public RoundPorts ports() {
    return ports(chain.transactions(WorldChain.COORDINATOR), artifacts, engine);
  }

  /** The coordinator's ports, some of them wrapped. */
  public RoundPorts ports(Transactions sender, ArtifactStore store, TrainingEngine trainer) {
    return new RoundPorts(
        chain,
        WorldChain.CONTRACTS,
        new Intents(sender, receipt -> true),
        chain,
        store,
        () -> trainer,
        // Drawn from the chain's height, so that a plan that is lost in a crash is made again.
        () -> new AbiWords().addHashOf("seed").add(chain.head().number()).hash(),
        times,
        () -> Instant.ofEpochSecond(chain.head().timestamp()));
  }

  Transactions sender() {
    return chain.transactions(WorldChain.COORDINATOR);
  }
}
