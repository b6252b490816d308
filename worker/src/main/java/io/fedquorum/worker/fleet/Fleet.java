package io.fedquorum.worker.fleet;

import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.protocol.Address;
import io.fedquorum.worker.fleet.FleetOrder.Start;
import io.fedquorum.worker.fleet.FleetOrder.Stop;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Honest;
import io.fedquorum.worker.simulation.Attacker;
import io.fedquorum.worker.simulation.Simulations;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Simulated workers of one process, a thread with a small stack each. All that behave alike are one
 * attacker's. Safe for use by many threads.
 */
public final class Fleet implements AutoCloseable {
  private static final String HONEST = "honest";
  private static final int MOST_REQUESTS_AT_ONCE = 32;
  private final FleetParts parts;
  private final Semaphore requests = new Semaphore(MOST_REQUESTS_AT_ONCE, true);
  private final Map<Integer, FleetMember> members = new TreeMap<>();
  private final Map<String, Set<Address>> identities = new ConcurrentHashMap<>();
  private final Map<Address, Start> heirs = new ConcurrentHashMap<>();

  public Fleet(FleetParts parts) {
    this.parts = Objects.requireNonNull(parts, "parts");
  }

  /**
   * Does what it is told.
   *
   * @throws IllegalArgumentException when the order can't be followed; nothing was done
   */
  public void obey(FleetOrder order) {
    if (order.to() < order.from()) {
      throw new IllegalArgumentException(
          "numbers '%d-%d' must ascend".formatted(order.from(), order.to()));
    }
    if (order instanceof Start start) {
      start(start);
    } else if (order instanceof Stop stop) {
      stop(stop);
    }
  }

  /** How many workers run. */
  public synchronized int size() {
    return members.size();
  }

  /** Stops all workers and waits for them. */
  @Override
  public void close() {
    stop(new Stop(1, FleetOrder.MOST));
  }

  private void start(Start order) {
    if (!order.behaviour().equals(HONEST) && !Simulations.NAMES.contains(order.behaviour())) {
      throw new IllegalArgumentException(
          "behaviour '%s' must be honest or one of %s"
              .formatted(order.behaviour(), Simulations.NAMES));
    }
    for (int number = order.from(); number <= order.to(); number++) {
      OptionalInt heir =
          order.heirs().isPresent()
              ? OptionalInt.of(order.heirs().getAsInt() + number - order.from())
              : OptionalInt.empty();
      startOne(number, order.behaviour(), order.stake(), heir);
    }
  }

  private synchronized void startOne(
      int number, String behaviour, Optional<BigInteger> stake, OptionalInt heir) {
    if (members.containsKey(number)) {
      return;
    }
    KeySigner key = Keystores.derived(parts.secretFile(), number);
    identities.computeIfAbsent(behaviour, name -> ConcurrentHashMap.newKeySet()).add(key.address());
    heir.ifPresent(
        next ->
            heirs.put(
                key.address(),
                new Start(next, next, behaviour, stake, OptionalInt.of(2 * next - number))));
    FleetMember member = new FleetMember(parts, requests, number, key, behaviour(behaviour), stake);
    members.put(number, member);
    member.start();
  }

  private Behaviour behaviour(String name) {
    if (name.equals(HONEST)) {
      return new Honest();
    }
    return Simulations.named(
        name, new Attacker(identities.get(name), parts.flipped(), this::bringHeir));
  }

  private void bringHeir(Address slashed) {
    Optional.ofNullable(heirs.remove(slashed)).ifPresent(this::start);
  }

  private void stop(Stop order) {
    Map<Integer, FleetMember> ending;
    synchronized (this) {
      ending = new TreeMap<>(members);
      ending.keySet().removeIf(number -> number < order.from() || number > order.to());
      members.keySet().removeAll(ending.keySet());
    }
    ending.values().forEach(FleetMember::stop);
    ending.values().forEach(FleetMember::await);
    for (FleetMember member : ending.values()) {
      identities.values().forEach(group -> group.remove(member.address()));
      heirs.remove(member.address());
    }
  }
}
