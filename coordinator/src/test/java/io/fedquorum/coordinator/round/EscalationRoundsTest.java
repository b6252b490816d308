package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.history.RoundHistory;
import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.coordinator.training.AdaptiveTerms;
import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Outages;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Twelve workers, two jobs of three replicas: at least six are reserves. */
class EscalationRoundsTest {
  private static final TrainingSpec SPEC = spec(4, null);

  @Test
  void shouldHaveReservesAnswerWhatOthersDoNot() {
    World world = World.of(12, 4, Behaviour.SILENT);

    Run run = new Run(world, SPEC).toEnd();

    List<Fact.RoundEscalated> escalated = run.facts(Fact.RoundEscalated.class);
    assertThat(escalated).isNotEmpty();
    assertThat(run.model()).isEqualTo(attackFree());
    assertThat(world.workers(Behaviour.HONEST))
        .allMatch(worker -> world.chain().escrow(1).slashed(worker).signum() == 0);
    assertThat(verdicts(run))
        .as("three honest answers settle a job, whoever was silent")
        .anyMatch(v -> v.basis() == Basis.MAJORITY && v.replicas().size() > 3);
    assertThat(TrainingHistory.of(run.facts()).rounds().stream().mapToInt(RoundHistory::escalated))
        .anyMatch(jobs -> jobs > 0);
  }

  @Test
  void shouldLeaveNothingToTheRefereeWhenTheReservesAreHonest() {
    World world = World.of(12, 1, Behaviour.SILENT);

    Run run = new Run(world, spec(8, null)).toEnd();

    assertThat(run.facts(Fact.RoundEscalated.class)).isNotEmpty();
    assertThat(world.engine().trainings()).isZero();
    assertThat(verdicts(run)).noneMatch(v -> v.basis() == Basis.REFEREE);
  }

  @Test
  void shouldPayAnOriginalThatCommitsAfterItsJobWasGivenAway() {
    World world = World.of(12, 3, Behaviour.LAST_MINUTE);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.facts(Fact.RoundEscalated.class)).isNotEmpty();
    assertThat(verdicts(run))
        .flatExtracting(JobVerdict::replicas)
        .allMatch(replica -> replica.outcome() == Outcome.CORRECT);
    assertThat(verdicts(run)).anyMatch(v -> v.replicas().size() > 3);
    assertThat(run.model()).isEqualTo(attackFree());
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndWithTheAttackFreeModelWhateverTwoOfTwelveDo(Behaviour behaviour) {
    World world = World.of(12, 2, behaviour);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.model()).isEqualTo(attackFree());
    assertThat(world.workers(Behaviour.HONEST))
        .allMatch(worker -> world.chain().escrow(1).slashed(worker).signum() == 0);
  }

  /** One silent, then one wrong: an honest original or reserve contradicts it. */
  @Test
  void shouldRefereeAnEscalatedJobWhoseAnswersDiffer() {
    Behaviour[] all = new Behaviour[12];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          i % 3 == 0
              ? Behaviour.SILENT
              : i % 3 == 1 && i < 6 ? Behaviour.COLLUDING : Behaviour.HONEST;
    }
    Run run = new Run(new World(all), spec(8, null)).toEnd();

    assertThat(run.model()).isEqualTo(attackFree(8));
    assertThat(verdicts(run))
        .anyMatch(
            v ->
                v.basis() == Basis.REFEREE
                    && v.replicas().size() > 3
                    && v.replicas().stream().anyMatch(r -> r.outcome() == Outcome.WRONG));
  }

  @Test
  void shouldEndEachRoundByTheDeadlineWhenNobodyAnswers() {
    World world = World.of(12, 12, Behaviour.SILENT);

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.model()).isEqualTo(attackFree());
    int windows = SPEC.rounds() * SPEC.commitSeconds();
    assertThat(run.blocks()).isBetween(windows, windows + 10 * SPEC.rounds());
  }

  @Test
  void shouldEndTheSameWhereverItIsKilledWhileJobsEscalate() {
    TrainingSpec spec = spec(1, null);
    Outages whole = Outages.counting();
    Run expected = new Run(World.of(12, 6, Behaviour.SILENT), spec).with(whole).toEnd();
    assertThat(expected.facts(Fact.RoundEscalated.class)).hasSize(1);

    for (int point = 0; point < whole.points().size(); point++) {
      Run run = new Run(World.of(12, 6, Behaviour.SILENT), spec).with(Outages.at(point)).toEnd();

      String where = "killed at point %d, %s".formatted(point, whole.points().get(point));
      assertThat(run.state()).as(where).isEqualTo(expected.state());
      assertThat(run.facts()).as(where).isEqualTo(expected.facts());
    }
  }

  /** Reserves take over by the chain's time, so a coordinator that was away must agree. */
  @Test
  void shouldFindTheSameReservesWhenItWasDownUntilTheWindowWasOver() {
    World world = World.of(12, 6, Behaviour.SILENT);
    Run run =
        new Run(world, spec(1, null))
            .until(
                state ->
                    state instanceof TrainingState.Running r
                        && r.round() instanceof RoundState.Committing);
    for (int block = 0; block < 25; block++) {
      run.tick();
    }
    run.toEnd();

    assertThat(run.facts(Fact.RoundEscalated.class)).hasSize(1);
    assertThat(run.model()).isEqualTo(attackFree(1));
    assertThat(world.workers(Behaviour.HONEST))
        .allMatch(worker -> world.chain().escrow(1).slashed(worker).signum() == 0);
  }

  @Test
  void shouldGiveTheJobOfALoneWorkerToAsManyAsAnyOther() {
    World world = World.of(12, 2, Behaviour.SILENT);
    Run run = new Run(world, spec(20, new AdaptiveTerms(1, null, null))).toEnd();

    assertThat(run.model()).isEqualTo(attackFree(20));
    assertThat(verdicts(run)).anyMatch(v -> v.replicas().size() == 1);
    assertThat(verdicts(run))
        .filteredOn(v -> v.replicas().stream().anyMatch(r -> r.outcome().missing()))
        .allMatch(v -> v.basis() == Basis.REFEREE || v.replicas().size() > 3);
  }

  private static TrainingSpec spec(int rounds, AdaptiveTerms adaptive) {
    return Specs.of(rounds, 2, "majority-referee")
        .with(new TrainingOptions(null, null, adaptive, null, 8));
  }

  private static Digest attackFree() {
    return attackFree(SPEC.rounds());
  }

  private static Digest attackFree(int rounds) {
    TrainingSpec plain = Specs.of(rounds, 2, "majority-referee");
    return new Run(World.of(12, 0, Behaviour.HONEST), plain).toEnd().model();
  }

  private static List<JobVerdict> verdicts(Run run) {
    return run.facts(Fact.JobJudged.class).stream().map(Fact.JobJudged::verdict).toList();
  }
}
