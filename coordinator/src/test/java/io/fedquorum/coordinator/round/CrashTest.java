package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Outages;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs one training again and again, and kills the coordinator at another point each time: before
 * and after each lasting effect, and before and after each store of a step.
 */
class CrashTest {
  private static final TrainingSpec SPEC = Specs.rounds(2);

  @ParameterizedTest
  @EnumSource(names = {"COLLUDING", "WITHHELD_REVEAL"})
  void shouldEndTheSameWhereverItIsKilled(Behaviour behaviour) {
    Outages whole = Outages.counting();
    World undisturbed = World.of(7, 2, behaviour);
    Run expected = new Run(undisturbed, SPEC).with(whole).toEnd();
    int points = whole.points().size();
    assertThat(points).as("points at which it can be killed").isGreaterThan(150);

    for (int point : IntStream.range(0, points).toArray()) {
      World world = World.of(7, 2, behaviour);
      Run run = new Run(world, SPEC).with(Outages.at(point)).toEnd();

      String where = "killed at point %d, %s".formatted(point, whole.points().get(point));
      assertThat(run.state()).as(where).isEqualTo(expected.state());
      assertThat(money(world)).as(where).isEqualTo(money(undisturbed));
      assertThat(run.facts()).as(where).isEqualTo(expected.facts());
      assertThat(transactions(world)).as(where).isEqualTo(transactions(undisturbed));
    }
  }

  @Test
  void shouldBeKilledAtEveryKindOfStep() {
    Outages whole = Outages.counting();

    new Run(World.of(7, 2, Behaviour.COLLUDING), SPEC).with(whole).toEnd();

    Map<String, Long> kinds =
        whole.points().stream()
            .map(point -> point.replaceAll("[0-9]+", "N"))
            .collect(Collectors.groupingBy(point -> point, Collectors.counting()));
    assertThat(kinds)
        .containsKeys(
            "before submit create/t-N",
            "after submit training/N/round/N/open",
            "after submit training/N/round/N/assign",
            "after submit training/N/round/N/open-reveal",
            "after submit training/N/round/N/settle",
            "after submit training/N/round/N/claim/N",
            "after submit training/N/close",
            "after submit training/N/refund",
            "after put",
            "after train",
            "after evaluate");
    assertThat(kinds.get("before the store"))
        .isEqualTo(kinds.get("after the store"))
        .isGreaterThan(25);
  }

  /**
   * What the referee stored before the crash counts as delivered after it: only the basis differs.
   */
  @Test
  void shouldEndWithTheSameModelAndMoneyWhenKilledWhileItComputesUndeliveredResults() {
    World undisturbed = World.of(7, 7, Behaviour.NO_UPLOAD);
    Outages whole = Outages.counting();
    Run expected = new Run(undisturbed, SPEC).with(whole).toEnd();
    int first = whole.points().indexOf("before train");
    int last = whole.points().lastIndexOf("after train");

    for (int point = first; point <= last; point++) {
      World world = World.of(7, 7, Behaviour.NO_UPLOAD);
      Run run = new Run(world, SPEC).with(Outages.at(point)).toEnd();

      assertThat(run.model()).as("killed at point %d", point).isEqualTo(expected.model());
      assertThat(money(world)).as("killed at point %d", point).isEqualTo(money(undisturbed));
    }
  }

  @Test
  void shouldEndWithTheSameModelAndMoneyWhenItIsDownForAWhile() {
    World undisturbed = World.of(7, 2, Behaviour.COLLUDING);
    Run expected = new Run(undisturbed, SPEC).toEnd();
    int steps = expected.states().size();

    for (int step = 1; step < steps; step++) {
      World world = World.of(7, 2, Behaviour.COLLUDING);
      Run run = new Run(world, SPEC);
      int taken = step;
      run.until(state -> run.states().size() >= taken);
      IntStream.range(0, 3).forEach(block -> run.tick());
      run.toEnd();

      assertThat(run.model()).as("down after step %d", step).isEqualTo(expected.model());
      assertThat(total(run)).as("down after step %d", step).isEqualTo(total(expected));
    }
  }

  private static List<List<BigInteger>> money(World world) {
    return world.workers(Behaviour.values()).stream().map(worker -> money(world, worker)).toList();
  }

  private static List<BigInteger> money(World world, Address worker) {
    return List.of(
        world.chain().escrow(1).paid(worker),
        world.chain().escrow(1).slashed(worker),
        world.stake(worker));
  }

  private static List<Long> transactions(World world) {
    return List.of(
        world.chain().mined(receipt -> receipt.succeeded()),
        world.chain().mined(receipt -> !receipt.succeeded()));
  }

  /** By design each worker has the same number of replicas, so who meets whom does not matter. */
  private static List<BigInteger> total(Run run) {
    Fact.RoundSettled last = run.facts(Fact.RoundSettled.class).get(SPEC.rounds() - 1);
    return List.of(last.totalEarned(), run.facts(Fact.TrainingRefunded.class).get(0).amount());
  }
}
