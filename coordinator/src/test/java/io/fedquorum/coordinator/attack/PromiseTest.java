package io.fedquorum.coordinator.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.replay.Replay;
import io.fedquorum.coordinator.replay.ReplayOptions;
import io.fedquorum.coordinator.replay.ReplayReport;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Escrow;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The attack suite in memory: every behaviour of the world, by every number of evil workers below
 * half, under each policy, through the coordinator's own core and its replay.
 */
class PromiseTest {
  private static final int WORKERS = 7;
  private static final int ROUNDS = 2;

  /** Honest, or of another numeric profile: with exact agreement these are not drawn. */
  private static final Set<Behaviour> OF_OTHER_TRAININGS =
      Set.of(Behaviour.HONEST, Behaviour.OTHER_PROFILE, Behaviour.INSIDE, Behaviour.OUTSIDE);

  static Stream<Arguments> cases() {
    return Stream.of(
            "majority-referee/3", "majority-referee-audit:0.5/3", "majority/3", "guaranteed/7")
        .flatMap(
            rule ->
                Stream.of(Behaviour.values())
                    .filter(behaviour -> !OF_OTHER_TRAININGS.contains(behaviour))
                    .flatMap(
                        behaviour ->
                            IntStream.rangeClosed(1, (WORKERS - 1) / 2)
                                .mapToObj(evil -> Arguments.of(rule, behaviour, evil))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldKeepThePromise(String rule, Behaviour behaviour, int evil) {
    TrainingSpec spec = spec(rule, ROUNDS);
    World world = World.of(WORKERS, evil, behaviour);

    Run run = new Run(world, spec).toEnd();

    int wrong = replay(world, run).wrongAccepted();
    Set<Address> attackers = Set.copyOf(world.workers(behaviour));
    int bound = bound(world, run, spec, attackers);
    assertThat(wrong).as("wrong results accepted").isLessThanOrEqualTo(bound);
    if (bound == 0) {
      requireUntouched(world, run, spec, attackers);
    }
  }

  /** With a bound of 0 nothing that evil workers do is seen in model, pay or slashing. */
  private static void requireUntouched(
      World world, Run run, TrainingSpec spec, Set<Address> attackers) {
    assertThat(run.model()).isEqualTo(attackFree(spec));
    Escrow escrow = world.chain().escrow(1);
    for (Address honest : world.workers(Behaviour.HONEST)) {
      assertThat(escrow.slashed(honest)).as("an honest worker's loss").isZero();
    }
    for (Address attacker : attackers) {
      // What is correct equals the attack-free result, as the replay has shown.
      assertThat(escrow.paid(attacker))
          .isEqualTo(Specs.REWARD.multiply(BigInteger.valueOf(correct(run, attacker))));
    }
  }

  @Test
  void shouldNotPromiseMoreThanIsTrue() {
    TrainingSpec spec = spec("majority-referee/3", 8);
    World world = World.of(WORKERS, 3, Behaviour.INFORMED);

    Run run = new Run(world, spec).toEnd();

    int wrong = replay(world, run).wrongAccepted();
    assertThat(wrong)
        .as("three of seven hold all replicas of a job now and then")
        .isPositive()
        .isLessThanOrEqualTo(
            bound(world, run, spec, Set.copyOf(world.workers(Behaviour.INFORMED))));
    assertThat(run.model()).isNotEqualTo(attackFree(spec));
    Escrow escrow = world.chain().escrow(1);
    assertThat(world.workers(Behaviour.INFORMED)).allMatch(w -> escrow.slashed(w).signum() == 0);
  }

  @Test
  void shouldLetThreeOfThreeThroughWithAMajorityAlone() {
    TrainingSpec spec = spec("majority/3", ROUNDS);
    World world = World.of(WORKERS, 3, Behaviour.COLLUDING);

    Run run = new Run(world, spec).toEnd();

    assertThat(replay(world, run).wrongAccepted()).isPositive();
    Escrow escrow = world.chain().escrow(1);
    assertThat(world.workers(Behaviour.HONEST)).anyMatch(w -> escrow.slashed(w).signum() > 0);
  }

  /**
   * A sybil stakes the minimum under each identity, so one slash ends it, and joins again under a
   * new name and with a new stake as often as it is let in.
   */
  @Test
  void shouldTakeAStakeFromEachIdentityOfASybilAndGiveItNothing() {
    TrainingSpec spec = spec("majority-referee/3", 4);
    World world = World.of(WORKERS - 2, 0, Behaviour.HONEST);
    List<Address> identities = new ArrayList<>();
    Set<Address> gone = new HashSet<>();
    identities.add(world.join(Behaviour.COLLUDING, World.minimumStake()));
    identities.add(world.join(Behaviour.COLLUDING, World.minimumStake()));
    world.with(
        () -> {
          for (Address identity : List.copyOf(identities)) {
            if (world.stake(identity).compareTo(World.minimumStake()) < 0 && gone.add(identity)) {
              identities.add(world.join(Behaviour.COLLUDING, World.minimumStake()));
            }
          }
        });

    Run run = new Run(world, spec).toEnd();

    assertThat(replay(world, run).wrongAccepted()).isZero();
    assertThat(run.model()).isEqualTo(attackFree(spec));
    assertThat(identities).as("new names were taken").hasSizeGreaterThan(4);
    Escrow escrow = world.chain().escrow(1);
    assertThat(identities).allMatch(identity -> escrow.paid(identity).signum() == 0);
    assertThat(gone).allMatch(identity -> escrow.slashed(identity).signum() > 0);
    assertThat(world.workers(Behaviour.HONEST)).allMatch(w -> escrow.slashed(w).signum() == 0);
  }

  private static long correct(Run run, Address worker) {
    return run.facts(Fact.JobJudged.class).stream()
        .flatMap(judged -> judged.verdict().replicas().stream())
        .filter(r -> r.worker().equals(worker) && r.outcome() == Outcome.CORRECT)
        .count();
  }

  private static int bound(World world, Run run, TrainingSpec spec, Set<Address> attackers) {
    List<Assignment> drawn =
        run.facts(Fact.RoundAssigned.class).stream()
            .map(fact -> world.artifacts().get(fact.assignment()).orElseThrow())
            .map(bytes -> CanonicalJson.read(bytes, Assignment.class))
            .toList();
    return Bound.of(drawn, Policy.parse(spec.policy()), attackers);
  }

  private static ReplayReport replay(World world, Run run) {
    return new Replay(
            world.artifacts(),
            new WorldEngine(),
            Optional.empty(),
            new ReplayOptions(Optional.empty(), line -> {}))
        .run(run.log().stream());
  }

  private static Digest attackFree(TrainingSpec spec) {
    return new Run(World.of(WORKERS, 0, Behaviour.HONEST), spec).toEnd().model();
  }

  private static TrainingSpec spec(String rule, int rounds) {
    int slash = rule.indexOf('/');
    int replicas = Integer.parseInt(rule.substring(slash + 1));
    return Specs.of(rounds, 7, replicas, rule.substring(0, slash));
  }
}
