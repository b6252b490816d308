package io.fedquorum.coordinator.attack;

import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.protocol.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The workers of one training: their numbers in the fleet, their accounts, who is evil. The last
 * ones are evil; which jobs they get is drawn anew in each round. A sybil has more accounts that
 * the operator let in, as many a round.
 *
 * @param attack what the evil ones do
 * @param evil how many there are at a time
 * @param first the first number
 * @param workers how many work at a time
 * @param spare how many more accounts the attacker has
 * @param accounts of all numbers from the first, the spare ones last
 */
record Roster(String attack, int evil, int first, int workers, int spare, List<Address> accounts) {
  static final String SYBIL = "sybil";

  /** Twice the registry's minimum: who is slashed stays in, so that all rounds show it. */
  private static final String STAKE = "2000000000000000000";

  /** A roster; its keys come from the secret. */
  static Roster of(String attack, int evil, int first, int workers, int rounds, Path secret) {
    int spare = attack.equals(SYBIL) ? evil * (rounds - 1) : 0;
    List<Address> accounts =
        IntStream.range(first, first + workers + spare)
            .mapToObj(number -> Keystores.derived(secret, number).address())
            .toList();
    return new Roster(attack, evil, first, workers, spare, accounts);
  }

  /** The first number after these, heirs that nobody let in counted too. */
  int next() {
    return first + workers + spare + evil;
  }

  /** What the fleet is told to start them. */
  List<String> startOrders() {
    String honest = "start %d-%d honest %s".formatted(first, first + workers - evil - 1, STAKE);
    if (evil == 0) {
      return List.of(honest);
    }
    String who = "start %d-%d %s ".formatted(first + workers - evil, first + workers - 1, attack);
    return List.of(
        honest, attack.equals(SYBIL) ? who + "minimum heirs " + (first + workers) : who + STAKE);
  }

  /** What the fleet is told to stop them. */
  String stopOrder() {
    return "stop %d-%d".formatted(first, next() - 1);
  }

  /** Those that work from the start. */
  List<Address> beginners() {
    return accounts.subList(0, workers);
  }

  /** The evil accounts, spare ones too. */
  Set<Address> evilAccounts() {
    return accounts.subList(workers - evil, accounts.size()).stream()
        .collect(Collectors.toUnmodifiableSet());
  }
}
