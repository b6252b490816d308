package io.fedquorum.coordinator.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.TransactionRef;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Address;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {
  private static final World WORLD = World.of(7, 2, Behaviour.COLLUDING);
  private static final List<Fact> FACTS = new Run(WORLD, Specs.rounds(2)).toEnd().facts();

  @Test
  void shouldKnowNothingOfATrainingWithoutFacts() {
    TrainingHistory history = new TrainingHistory();

    assertThat(history.created()).isEmpty();
    assertThat(history.model()).isEmpty();
    assertThat(history.outcome()).isEmpty();
    assertThat(history.rounds()).isEmpty();
    assertThat(history.verdicts(1)).isEmpty();
    assertThat(history.isOver()).isFalse();
  }

  @Test
  void shouldAddUpJobsVerdictsAndTransactionsOfARound() {
    TrainingHistory history = TrainingHistory.of(FACTS);

    RoundHistory round = history.rounds().get(1);
    assertThat(round.round()).isEqualTo(2);
    assertThat(round.phase()).isEqualTo("paid");
    assertThat(round.jobs()).isEqualTo(7);
    assertThat(round.accepted()).isEqualTo(7);
    // In the Fano plane five of the seven lines meet one of two points.
    assertThat(round.unanimous()).isEqualTo(2);
    assertThat(round.refereed()).isEqualTo(5);
    assertThat(round.escalated()).isZero();
    // open, assign, 7 commits, openReveal, 7 reveals, settle, 7 claims
    assertThat(round.transactions()).isEqualTo(25);
    assertThat(history.verdicts(2)).hasSize(7);
    assertThat(history.rounds()).hasSize(2);
  }

  @Test
  void shouldCountEachWorkersReplicasAndMoney() {
    TrainingHistory history = TrainingHistory.of(FACTS);

    assertThat(history.workers()).hasSize(7);
    for (WorkerHistory worker : history.workers()) {
      boolean honest = WORLD.workers(Behaviour.HONEST).contains(worker.worker());
      assertThat(worker.correct()).isEqualTo(honest ? 6 : 0);
      assertThat(worker.wrong()).isEqualTo(honest ? 0 : 6);
      assertThat(worker.missing()).isZero();
      assertThat(worker.paidWei()).isEqualTo(WORLD.chain().escrow(1).paid(worker.worker()));
      assertThat(worker.slashedWei()).isEqualTo(WORLD.chain().escrow(1).slashed(worker.worker()));
    }
  }

  @Test
  void shouldBeOverOnlyWithTheRefund() {
    TrainingHistory before = TrainingHistory.of(FACTS.subList(0, FACTS.size() - 1));
    TrainingHistory after = TrainingHistory.of(FACTS);

    assertThat(before.isOver()).isFalse();
    assertThat(before.outcome()).contains("completed");
    assertThat(after.isOver()).isTrue();
  }

  @Test
  void shouldTellTheLastSettledModel() {
    List<Fact.RoundSettled> settled =
        FACTS.stream()
            .filter(Fact.RoundSettled.class::isInstance)
            .map(Fact.RoundSettled.class::cast)
            .toList();
    int second = FACTS.indexOf(settled.get(1));

    assertThat(TrainingHistory.of(FACTS.subList(0, second)).model())
        .contains(settled.get(0).model());
    assertThat(TrainingHistory.of(FACTS).model()).contains(settled.get(1).model());
  }

  @Test
  void shouldGiveShareOfCorrectImagesLossAndTimes() {
    TrainingHistory history =
        opened(
            new Fact.RoundEvaluated(1, 2, 3, new BigDecimal("0.125000")),
            new Fact.RoundTimed(1, 1_500, 4_250));

    RoundHistory round = history.rounds().get(0);
    assertThat(round.accuracy()).isEqualTo("0.666667");
    assertThat(round.loss()).isEqualTo("0.125000");
    assertThat(round.seconds().training()).isEqualTo("1.500");
    assertThat(round.seconds().protocol()).isEqualTo("2.750");
    assertThat(round.seconds().total()).isEqualTo("4.250");
  }

  @Test
  void shouldNotLetProtocolTimeFallBelowZero() {
    TrainingHistory history = opened(new Fact.RoundTimed(1, 9_000, 4_000));

    assertThat(history.rounds().get(0).seconds().protocol()).isEqualTo("0.000");
  }

  @Test
  void shouldGiveTheMeanGasOfCommitsAndOfClaims() {
    TrainingHistory history =
        opened(
            new Fact.WorkerCommitted(1, worker(0), Fixtures.seed(1), gas(100)),
            new Fact.WorkerCommitted(1, worker(1), Fixtures.seed(1), gas(101)),
            new Fact.PayoutDelivered(1, worker(0), BigInteger.ONE, BigInteger.ZERO, gas(7)));

    assertThat(history.rounds().get(0).gas()).isEqualTo(new GasUse(50, 0, 101, 0, 0, 0, 7));
  }

  @Test
  void shouldCountAuditedJobsAsRefereedAndEscalatedOnesOnlyWhereAnswersAreMissing() {
    TrainingHistory history =
        opened(
            judged(0, Basis.UNANIMOUS, Outcome.CORRECT),
            judged(1, Basis.AUDIT, Outcome.CORRECT),
            judged(2, Basis.REFEREE, Outcome.WRONG),
            judged(3, Basis.REFEREE, Outcome.NO_REVEAL),
            judged(4, Basis.MAJORITY, Outcome.NO_COMMIT));

    RoundHistory round = history.rounds().get(0);
    assertThat(round.unanimous()).isEqualTo(1);
    assertThat(round.refereed()).isEqualTo(3);
    assertThat(round.escalated()).isEqualTo(1);
    assertThat(round.accepted()).isEqualTo(5);
    assertThat(history.workers())
        .containsExactly(new WorkerHistory(worker(0), 2, 1, 2, BigInteger.ZERO, BigInteger.ZERO));
  }

  private static Fact judged(int job, Basis basis, Outcome outcome) {
    return new Fact.JobJudged(
        1,
        new JobVerdict(
            job,
            Fixtures.digest("accepted"),
            basis,
            List.of(new ReplicaVerdict(worker(0), outcome))));
  }

  /** A history with a training, an open round, and these facts. */
  private static TrainingHistory opened(Fact... more) {
    List<Fact> facts = new ArrayList<>(List.of(FACTS.get(0)));
    facts.add(
        new Fact.RoundOpened(
            1,
            Fixtures.digest("model"),
            Fixtures.digest("jobs"),
            Fixtures.seed(1),
            Fixtures.seed(2),
            gas(50)));
    facts.addAll(List.of(more));
    return TrainingHistory.of(facts);
  }

  private static Address worker(int number) {
    return Fixtures.worker(number);
  }

  private static TransactionRef gas(long used) {
    return new TransactionRef(Fixtures.seed(9), 1, used);
  }
}
