package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.RoundState.Committing;
import io.fedquorum.coordinator.round.RoundState.Revealing;
import io.fedquorum.coordinator.round.RoundState.Settling;
import io.fedquorum.coordinator.round.TrainingState.Ended;
import io.fedquorum.coordinator.round.TrainingState.Failed;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.coordinator.round.TrainingState.Wish;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatesTest {
  private static final TrainingSpec SPEC = Specs.rounds(2);

  @Test
  void shouldReadBackEachStateOfATrainingAndOfARoundAsItWas() {
    Run run = new Run(World.of(7, 2, Behaviour.COLLUDING), SPEC);
    List<TrainingState> states = new ArrayList<>(List.of(run.state()));
    states.addAll(run.toEnd().states());
    states.add(new Failed(states.get(9), "the contract refused it"));

    assertThat(classes(states)).isEqualTo(Set.of(TrainingState.class.getPermittedSubclasses()));
    assertThat(classes(roundsOf(states)))
        .isEqualTo(Set.of(RoundState.class.getPermittedSubclasses()));
    for (TrainingState state : states) {
      assertThat(read(Run.json(state))).isEqualTo(state);
      assertThat(read(Run.json(state.retrying()))).isEqualTo(state.retrying());
    }
  }

  @Test
  void shouldGoThroughTheStatesOfARoundInOrder() {
    RoundPlan plan =
        new RoundPlan(
            1, digest("model"), digest("jobs"), Fixtures.seed(1), digest("momentum"), 1_000);

    Committing committing =
        RoundState.start(plan)
            .opened(5, Fixtures.seed(2))
            .drawn(digest("assignment"), "bibd")
            .assigned(99);
    Revealing revealing = committing.logged(3).close().revealing(120);
    Settling settling =
        revealing
            .logged(2)
            .judge()
            .aggregated(digest("next"), digest("carried"), digest("verdicts"), 30);

    assertThat(committing.commitDeadline()).isEqualTo(99);
    assertThat(committing.logged(3).commitDeadline()).isEqualTo(99);
    assertThat(committing.logged(3).close().logged()).isEqualTo(3);
    assertThat(revealing.logged()).as("reveals are counted from 0").isZero();
    assertThat(settling.evaluated(12).trainingMillis()).isEqualTo(42);
    assertThat(settling.evaluated(12).evaluated()).isTrue();
    assertThat(settling.settled().nextModel()).isEqualTo(digest("next"));
    assertThat(settling.settled().optimizerState()).isEqualTo(digest("carried"));
    assertThat(settling.settled().plan()).isEqualTo(plan);
  }

  @Test
  void shouldPauseBetweenRoundsAndGoOn() {
    World world = World.of(7, 0, Behaviour.HONEST);
    Run run = new Run(world, SPEC).until(state -> roundOf(state) instanceof Committing);
    run.change(running(run).wishing(Wish.PAUSE));

    run.until(state -> state instanceof Running r && r.paused());
    for (int block = 0; block < 20; block++) {
      run.step();
      run.tick();
    }
    assertThat(run.step()).as("it waits").isFalse();
    assertThat(running(run).payouts()).as("payouts are delivered all the same").isEmpty();
    assertThat(run.facts(Fact.RoundSettled.class)).as("the round in hand is finished").hasSize(1);
    assertThat(run.facts(Fact.RoundOpened.class)).as("no other is begun").hasSize(1);

    run.change(running(run).wishing(Wish.RUN));
    run.toEnd();

    assertThat(run.facts(Fact.TrainingPaused.class)).hasSize(1);
    assertThat(run.facts(Fact.TrainingResumed.class)).hasSize(1);
    assertThat(run.model())
        .isEqualTo(new Run(World.of(7, 0, Behaviour.HONEST), SPEC).toEnd().model());
  }

  @Test
  void shouldPayAndRefundWhenCancelledAfterTheRoundInHand() {
    World world = World.of(7, 0, Behaviour.HONEST);
    Run run = new Run(world, SPEC).until(state -> roundOf(state) instanceof Committing);
    run.change(running(run).wishing(Wish.CANCEL));

    run.toEnd();

    assertThat(((Ended) run.state()).outcome()).isEqualTo("cancelled");
    assertThat(run.facts(Fact.RoundSettled.class)).hasSize(1);
    BigInteger half = SPEC.fundsWei().divide(BigInteger.TWO);
    assertThat(world.chain().escrow(1).totalPaid()).isEqualTo(half);
    assertThat(world.chain().escrow(1).refunded()).isEqualTo(half);
  }

  @Test
  void shouldRefundEverythingWhenCancelledWhileItWaitsForWorkers() {
    World world = World.of(2, 0, Behaviour.HONEST);
    Run run = new Run(world, SPEC).until(Running.class::isInstance);
    run.tick();
    assertThat(run.step()).as("two workers are too few for three replicas").isFalse();
    run.change(running(run).wishing(Wish.CANCEL));

    run.toEnd();

    assertThat(run.model()).isEqualTo(running(run.states()).training().initialModel());
    assertThat(world.chain().escrow(1).refunded()).isEqualTo(SPEC.fundsWei());
  }

  @Test
  void shouldGoOnWithFewerReplicasWhenWorkersLeaveBetweenOpeningAndDraw() {
    World world = World.of(3, 0, Behaviour.HONEST);
    Run run =
        new Run(world, Specs.rounds(1))
            .until(state -> roundOf(state) instanceof RoundState.Opening);
    world.leave(Fixtures.worker(2));

    run.toEnd();

    assertThat(run.facts(Fact.JobJudged.class).get(0).verdict().replicas()).hasSize(2);
  }

  private static RoundState roundOf(TrainingState state) {
    return state instanceof Running running ? running.round() : null;
  }

  private static List<RoundState> roundsOf(List<TrainingState> states) {
    return states.stream().map(StatesTest::roundOf).filter(round -> round != null).toList();
  }

  private static Running running(Run run) {
    return (Running) run.state();
  }

  private static Running running(List<TrainingState> states) {
    return (Running) states.get(0);
  }

  private static Set<Class<?>> classes(List<?> values) {
    return values.stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet());
  }

  private static TrainingState read(String json) {
    return CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8), TrainingState.class);
  }

  private static Digest digest(String name) {
    return Fixtures.digest(name);
  }
}
