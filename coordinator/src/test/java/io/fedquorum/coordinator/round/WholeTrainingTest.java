package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.TrainingState.Ended;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Escrow;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeTrainingTest {
  private static final TrainingSpec SPEC = Specs.rounds(2);

  @Test
  void shouldTrainPayAndRefundWithHonestWorkersOnly() {
    World world = World.of(7, 0, Behaviour.HONEST);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.state()).isInstanceOf(Ended.class);
    assertThat(run.facts(Fact.JobJudged.class))
        .hasSize(14)
        .allMatch(judged -> judged.verdict().basis() == Basis.UNANIMOUS);
    Escrow escrow = world.chain().escrow(1);
    assertThat(world.workers(Behaviour.HONEST))
        .allMatch(worker -> escrow.paid(worker).equals(Specs.REWARD.multiply(big(6))));
    assertThat(escrow.refunded()).isEqualTo(BigInteger.ZERO);
    assertThat(world.engine().trainings()).as("no job was refereed").isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldEndWithTheAttackFreeModelDespiteColludingWorkers(int evil) {
    Digest attackFree = attackFree();
    World world = World.of(7, evil, Behaviour.COLLUDING);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.model()).isEqualTo(attackFree);
    assertThat(run.facts(Fact.JobJudged.class))
        .anyMatch(judged -> judged.verdict().basis() == Basis.REFEREE);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      // Not eligible with exact agreement.
      names = {"OTHER_PROFILE", "INSIDE", "OUTSIDE"})
  void shouldPayRewardForEachCorrectReplicaSlashTheRestAndRefundWhatIsLeft(Behaviour behaviour) {
    World world = World.of(7, 2, behaviour);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.model()).isEqualTo(attackFree());
    Escrow escrow = world.chain().escrow(1);
    BigInteger earned = BigInteger.ZERO;
    for (Address worker : world.workers(Behaviour.values())) {
      List<Outcome> outcomes = outcomes(run, worker);
      assertThat(outcomes).hasSize(6);
      BigInteger due = Specs.REWARD.multiply(count(outcomes, Outcome.CORRECT));
      BigInteger wrong = Specs.SLASH_WRONG.multiply(count(outcomes, Outcome.WRONG));
      BigInteger missing =
          big(outcomes.stream().filter(Outcome::missing).count()).multiply(Specs.SLASH_MISSING);
      earned = earned.add(due);
      assertThat(escrow.paid(worker)).isEqualTo(due);
      assertThat(escrow.slashed(worker)).isEqualTo(wrong.add(missing));
      assertThat(world.stake(worker)).isEqualTo(World.fullStake().subtract(escrow.slashed(worker)));
    }
    assertThat(escrow.refunded())
        .isEqualTo(SPEC.fundsWei().subtract(earned).add(escrow.totalSlashed()));
    assertThat(run.facts(Fact.TrainingRefunded.class))
        .extracting(Fact.TrainingRefunded::amount)
        .containsExactly(escrow.refunded());
  }

  @ParameterizedTest
  @EnumSource
  void shouldJudgeHonestWorkersCorrectInEveryReplica(Behaviour behaviour) {
    World world = World.of(7, 2, behaviour);

    Run run = new Run(world, SPEC).toEnd();

    List<Address> honest = List.copyOf(world.workers(Behaviour.HONEST));
    assertThat(honest).allSatisfy(w -> assertThat(outcomes(run, w)).containsOnly(Outcome.CORRECT));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"COLLUDING", "LONE_WRONG", "JOB_LIST", "SILENT", "WITHHELD_REVEAL", "WRONG_COUNT"})
  void shouldNameWhatAnEvilWorkerDid(Behaviour behaviour) {
    World world = World.of(7, 1, behaviour);
    Outcome expected =
        switch (behaviour) {
          case SILENT -> Outcome.NO_COMMIT;
          case WITHHELD_REVEAL -> Outcome.NO_REVEAL;
          case WRONG_COUNT -> Outcome.MALFORMED;
          default -> Outcome.WRONG;
        };

    Run run = new Run(world, SPEC).toEnd();

    assertThat(outcomes(run, world.workers(behaviour).get(0))).containsOnly(expected);
  }

  @Test
  void shouldComputeUndeliveredResultsItselfAndStillPayForThem() {
    World world = World.of(7, 7, Behaviour.NO_UPLOAD);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.model()).isEqualTo(attackFree());
    assertThat(run.facts(Fact.JobJudged.class))
        .allMatch(judged -> judged.verdict().basis() == Basis.REFEREE);
    assertThat(world.chain().escrow(1).totalPaid())
        .isEqualTo(Specs.REWARD.multiply(big(7 * 3 * 2)));
  }

  @Test
  void shouldEndEachRoundByTheDeadlinesWhenNobodyAnswers() {
    World world = World.of(7, 7, Behaviour.SILENT);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.model()).isEqualTo(attackFree());
    int windows = 2 * SPEC.commitSeconds();
    assertThat(run.blocks()).as("nobody committed").isBetween(windows, windows + 20);
    assertThat(world.chain().escrow(1).totalPaid()).isZero();
  }

  @Test
  void shouldWaitForWithheldRevealsNoLongerThanTheWindow() {
    World world = World.of(7, 1, Behaviour.WITHHELD_REVEAL);

    Run run = new Run(world, SPEC).toEnd();

    int windows = 2 * SPEC.revealSeconds();
    assertThat(run.blocks()).as("all committed").isBetween(windows, windows + 20);
  }

  @Test
  void shouldPayMoreWorkersThanAreLookedAtInAStep() {
    World world = World.of(80, 0, Behaviour.HONEST);

    Run run = new Run(world, Specs.of(1, 80, "majority-referee")).toEnd();

    assertThat(run.facts(Fact.PayoutDelivered.class)).hasSize(80);
    assertThat(world.chain().escrow(1).totalPaid()).isEqualTo(Specs.REWARD.multiply(big(80 * 3)));
  }

  @Test
  void shouldGiveTheSameTrainingTwice() {
    List<Fact> first = new Run(World.of(7, 2, Behaviour.COLLUDING), SPEC).toEnd().facts();
    List<Fact> second = new Run(World.of(7, 2, Behaviour.COLLUDING), SPEC).toEnd().facts();

    assertThat(first).isEqualTo(second).hasSizeGreaterThan(40);
  }

  @Test
  void shouldNotMindAnIndexerThatLagsBehindTheChain() {
    World world = World.of(7, 2, Behaviour.COLLUDING);
    world.chain().lag(2);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.model()).isEqualTo(attackFree());
  }

  private static Digest attackFree() {
    return new Run(World.of(7, 0, Behaviour.HONEST), SPEC).toEnd().model();
  }

  private static List<Outcome> outcomes(Run run, Address worker) {
    return run.facts(Fact.JobJudged.class).stream()
        .flatMap(judged -> judged.verdict().replicas().stream())
        .filter(replica -> replica.worker().equals(worker))
        .map(ReplicaVerdict::outcome)
        .toList();
  }

  private static BigInteger count(List<Outcome> outcomes, Outcome which) {
    return big(outcomes.stream().filter(which::equals).count());
  }

  private static BigInteger big(long number) {
    return BigInteger.valueOf(number);
  }
}
