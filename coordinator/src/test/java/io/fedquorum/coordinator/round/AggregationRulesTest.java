package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.TrainingState.Failed;
import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Outages;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Digest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregationRulesTest {
  private static final TrainingSpec ADAM = spec(2, "fedavg", "fedadam");

  @ParameterizedTest
  @CsvSource({
    "median, none",
    "trimmed-mean:2, none",
    "krum:2, none",
    "multi-krum:2, none",
    "geometric-median, none",
    "centred-clipping:0.1, none",
    "fedavg, fedavgm",
    "fedavg, fedavgm:0.5",
    "fedavg, fedadam",
    "fedavg, fedyogi:0.05",
    "trimmed-mean:1, fedadam"
  })
  void shouldTakeTheRulesThatTheTrainingAsksForWhateverTheAttack(String rule, String optimizer) {
    TrainingSpec spec = spec(2, rule, optimizer);
    Run honest = new Run(World.of(7, 0, Behaviour.HONEST), spec).toEnd();

    Run attacked = new Run(World.of(7, 2, Behaviour.COLLUDING), spec).toEnd();

    assertThat(attacked.model()).isEqualTo(honest.model());
    assertThat(honest.model())
        .isNotEqualTo(new Run(World.of(7, 0, Behaviour.HONEST), Specs.rounds(2)).toEnd().model());
  }

  @Test
  void shouldCarryTheOptimisersStateFromRoundToRound() {
    Run run = new Run(World.of(7, 0, Behaviour.HONEST), ADAM).toEnd();

    List<Digest> carried =
        run.facts(Fact.RoundAggregated.class).stream()
            .map(Fact.RoundAggregated::optimizerState)
            .toList();
    assertThat(carried).doesNotContainNull().doesNotHaveDuplicates().hasSize(2);
    assertThat(plans(run)).containsExactly(Optional.empty(), Optional.of(carried.get(0)));
  }

  @Test
  void shouldEndTheSameWhereverItIsKilledWithAnOptimiser() {
    Outages whole = Outages.counting();
    Run expected = new Run(World.of(7, 1, Behaviour.COLLUDING), ADAM).with(whole).toEnd();

    for (int point = 0; point < whole.points().size(); point++) {
      Run run = new Run(World.of(7, 1, Behaviour.COLLUDING), ADAM).with(Outages.at(point)).toEnd();

      String where = "killed at point %d, %s".formatted(point, whole.points().get(point));
      assertThat(run.state()).as(where).isEqualTo(expected.state());
      assertThat(run.facts()).as(where).isEqualTo(expected.facts());
    }
  }

  @Test
  void shouldStandStillWithTheReasonWhenTheOptimiserLeavesTheNumbersThereAre() {
    Run run = new Run(World.of(7, 0, Behaviour.HONEST), spec(20, "fedavg", "fedavgm:999")).toEnd();

    assertThat(run.state()).isInstanceOf(Failed.class);
    assertThat(((Failed) run.state()).reason())
        .contains("fedavgm:999")
        .contains("try a smaller ETA");
  }

  private static TrainingSpec spec(int rounds, String rule, String optimizer) {
    return Specs.rounds(rounds).with(new TrainingOptions(rule, optimizer));
  }

  private static List<Optional<Digest>> plans(Run run) {
    return run.states().stream()
        .filter(TrainingState.Running.class::isInstance)
        .map(state -> ((TrainingState.Running) state).round())
        .filter(RoundState.Opening.class::isInstance)
        // Payouts of the round before arrive while the next one opens.
        .distinct()
        .map(round -> Optional.ofNullable(round.plan().optimizerState()))
        .toList();
  }
}
