package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.TrainingState.Ended;
import io.fedquorum.coordinator.round.TrainingState.Failed;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Address;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens when the contract refuses a transaction of the coordinator. */
class RefusedStepTest {
  private static final TrainingSpec SPEC = Specs.rounds(2);
  private static final Address STRANGER = Fixtures.worker(500);

  @Test
  void shouldStandStillWithTheReasonWhenTheContractRefusesAStep() {
    World world = World.of(7, 0, Behaviour.HONEST);
    Run run = new Run(world, SPEC).until(Running.class::isInstance);
    world.chain().pause(true);

    run.toEnd();

    assertThat(run.state()).isInstanceOf(Failed.class);
    assertThat(((Failed) run.state()).reason())
        .isEqualTo("the contract refused training/1/round/1/open: EnforcedPause");
  }

  @Test
  void shouldSucceedWhenARefusedStepIsTriedAgainAfterTheCauseIsGone() {
    World world = World.of(7, 2, Behaviour.COLLUDING);
    Run run = new Run(world, SPEC).until(Running.class::isInstance);
    world.chain().pause(true);
    run.toEnd();

    world.chain().pause(false);
    run.change(((Failed) run.state()).retry());
    run.toEnd();

    assertThat(run.state()).isInstanceOf(Ended.class);
    assertThat(run.model())
        .isEqualTo(new Run(World.of(7, 0, Behaviour.HONEST), SPEC).toEnd().model());
  }

  @Test
  void shouldFailAgainWhenTheCauseIsStillThereAndSucceedWithALaterRetry() {
    World world = World.of(7, 0, Behaviour.HONEST);
    world.chain().pause(true);
    Run run = new Run(world, SPEC).toEnd();

    run.change(((Failed) run.state()).retry());
    run.toEnd();
    assertThat(run.state()).isInstanceOf(Failed.class);

    world.chain().pause(false);
    run.change(((Failed) run.state()).retry());
    run.toEnd();
    assertThat(run.state()).isInstanceOf(Ended.class);
  }

  @Test
  void shouldNotMindThatSomebodyElseOpensTheReveal() {
    World world = World.of(7, 1, Behaviour.SILENT);
    world.with(
        () ->
            world.chain().allEvents().stream()
                .filter(ContractEvent.RoundAssigned.class::isInstance)
                .map(ContractEvent.RoundAssigned.class::cast)
                .filter(event -> event.commitDeadline() <= world.chain().head().timestamp())
                .forEach(e -> world.chain().send(STRANGER, new Call.OpenReveal(1, e.round()))));

    Run run = new Run(world, SPEC).toEnd();

    assertThat(run.state()).isInstanceOf(Ended.class);
    assertThat(run.facts(Fact.RevealOpened.class))
        .extracting(fact -> fact.transaction().hash())
        .doesNotHaveDuplicates()
        .hasSize(2)
        .allMatch(hash -> world.chain().receipt(hash).orElseThrow().succeeded());
  }

  @Test
  void shouldNotMindThatWorkersFetchTheirPayoutsThemselves() {
    World world = World.of(7, 2, Behaviour.COLLUDING);
    Set<Object> sent = new HashSet<>();
    Run run = new Run(world, SPEC);
    world.with(
        () -> {
          if (run.state() instanceof Running running) {
            running.payouts().stream()
                .filter(sent::add)
                .forEach(
                    due ->
                        world
                            .chain()
                            .sendFirst(
                                STRANGER,
                                new Call.Claim(
                                    due.leaf().trainingId(),
                                    due.leaf().index(),
                                    due.leaf().account(),
                                    due.leaf().earned(),
                                    due.leaf().slashed(),
                                    due.proof())));
          }
        });

    run.toEnd();

    assertThat(world.chain().mined(receipt -> !receipt.succeeded())).isEqualTo(7);
    World undisturbed = World.of(7, 2, Behaviour.COLLUDING);
    new Run(undisturbed, SPEC).toEnd();
    assertThat(world.workers(Behaviour.values()))
        .allMatch(
            worker ->
                world
                    .chain()
                    .escrow(1)
                    .paid(worker)
                    .equals(undisturbed.chain().escrow(1).paid(worker)));
  }

  @Test
  void shouldTellTheRefundEvenWhenSomebodyElseAskedForIt() {
    World world = World.of(7, 2, Behaviour.COLLUDING);
    Set<Object> sent = new HashSet<>();
    Run run = new Run(world, SPEC);
    world.with(
        () -> {
          if (run.state() instanceof TrainingState.Refunding && sent.add("refund")) {
            world.chain().sendFirst(STRANGER, new Call.Refund(1));
          }
        });

    run.toEnd();

    assertThat(run.facts(Fact.TrainingRefunded.class))
        .extracting(Fact.TrainingRefunded::amount)
        .containsExactly(world.chain().escrow(1).refunded());
    assertThat(world.chain().escrow(1).refunded()).isPositive();
  }

  @Test
  void shouldLogEveryRevealOfAWorkerWithoutJobsBeforeItJudges() {
    World world = World.of(7, 7, Behaviour.MEDDLING);

    Run run = new Run(world, Specs.of(2, 1, "majority-referee-audit:0.5")).toEnd();

    long revealed =
        world.chain().allEvents().stream().filter(ContractEvent.Revealed.class::isInstance).count();
    assertThat(revealed).isEqualTo(14);
    assertThat(run.facts(Fact.WorkerRevealed.class)).hasSize(14);
  }
}
