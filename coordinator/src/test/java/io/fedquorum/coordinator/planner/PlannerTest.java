package io.fedquorum.coordinator.planner;

import static io.fedquorum.coordinator.Fixtures.digest;
import static io.fedquorum.coordinator.Fixtures.seed;
import static io.fedquorum.coordinator.Fixtures.workers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.coordinator.verification.Audits;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Judgement;
import io.fedquorum.coordinator.verification.Judgement.Accepted;
import io.fedquorum.coordinator.verification.Judgement.NeedsReferee;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.verification.Replica;
import io.fedquorum.coordinator.verification.Verdicts;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final Digest RIGHT = digest("right");
  private static final Digest WRONG = digest("wrong");
  private static final BigInteger COST = BigInteger.valueOf(1_000_000);

  private static PlanRequest request(
      int workers, int evil, int replicas, String design, String policy) {
    return PlanRequest.of(
        workers,
        OptionalInt.empty(),
        evil,
        replicas,
        design,
        Policy.parse(policy),
        COST,
        new BigDecimal("0.2"));
  }

  /** Plays rounds with the very code that runs them: draw, judge, referee. */
  private static final class Simulation {
    private final PlanRequest request;
    private final List<Address> workers;
    private long honest;
    private long paid;
    private long jobs;
    private long right;
    private long rounds;
    private long allRight;
    private long recomputed;
    private long cheats;
    private long cheatsPaid;

    Simulation(PlanRequest request) {
      this.request = request;
      this.workers = workers(request.size().workers());
    }

    void play(int round) {
      Assignment drawn =
          Designs.named(request.design())
              .draw(1, round, workers, request.size().jobs(), request.size().replicas(), seed(7));
      boolean good = true;
      for (int job = 0; job < request.size().jobs(); job++) {
        List<Address> assigned = drawn.workersOf(job);
        good &= judge(round, job, assigned);
      }
      rounds++;
      allRight += good ? 1 : 0;
    }

    private boolean judge(int round, int job, List<Address> assigned) {
      List<Replica> replicas =
          assigned.stream().map(w -> Replica.answered(w, evil(w) ? WRONG : RIGHT)).toList();
      boolean audited = Audits.drawn(seed(round), job, request.policy());
      Judgement judgement = Verdicts.judge(job, replicas, request.policy(), audited, d -> true);
      JobVerdict verdict;
      if (judgement instanceof NeedsReferee needs) {
        recomputed++;
        verdict = Verdicts.refereed(job, replicas, needs.reason(), RIGHT);
      } else {
        verdict = ((Accepted) judgement).verdict();
      }
      verdict.replicas().forEach(r -> count(evil(r.worker()), r.outcome() == Outcome.CORRECT));
      jobs++;
      boolean correct = verdict.accepted().equals(RIGHT);
      right += correct ? 1 : 0;
      return correct;
    }

    private void count(boolean evil, boolean correct) {
      if (evil) {
        cheats++;
        cheatsPaid += correct ? 1 : 0;
      } else {
        honest++;
        paid += correct ? 1 : 0;
      }
    }

    private boolean evil(Address worker) {
      return workers.indexOf(worker) < request.evil();
    }
  }

  /**
   * Jobs of a round depend on each other, so the interval is that of as many independent rounds:
   * five standard deviations of a mean of values in 0..1, and at least 0.002.
   */
  private static void assertWithin(double simulated, Fraction expected, long rounds) {
    double p = expected.decimal().doubleValue();
    double interval = Math.max(0.002, 5 * Math.sqrt(p * (1 - p) / rounds));
    assertThat(simulated).isBetween(p - interval, p + interval);
  }

  @ParameterizedTest
  @CsvSource({
    "7,2,3,bibd,majority",
    "7,3,3,bibd,majority-referee",
    "15,6,3,mols,majority",
    "15,6,3,mols,majority-referee",
    "15,7,3,mols,majority-referee-audit:0.3",
    "9,4,3,fractional,majority-referee",
    "10,4,3,random,majority",
    "9,2,5,random,guaranteed"
  })
  void shouldMatchSimulatedRounds(
      int workers, int evil, int replicas, String design, String policy) {
    PlanRequest request = request(workers, evil, replicas, design, policy);
    Simulation simulation = new Simulation(request);
    int rounds = 3_000;
    for (int round = 1; round <= rounds; round++) {
      simulation.play(round);
    }
    Odds odds = new Odds(request);
    assertWithin((double) simulation.paid / simulation.honest, odds.workerPaid(), rounds);
    assertWithin((double) simulation.right / simulation.jobs, odds.jobRight(), rounds);
    assertWithin((double) simulation.cheatsPaid / simulation.cheats, odds.cheaterWins(), rounds);
    assertWithin(
        (double) simulation.allRight / simulation.rounds,
        Planner.roundRight(request).value(),
        rounds);
    Fraction perJob =
        odds.recomputations().over(Fraction.of(BigInteger.valueOf(request.size().jobs())));
    assertWithin((double) simulation.recomputed / simulation.jobs, perJob, rounds);
  }

  @Test
  void shouldSampleWhatItWouldEnumerate() {
    Incidence incidence = new Incidence(15, WorstCaseTest.blocks("mols", 15, 25, 3));
    LossDistribution all = LossDistribution.enumerate(incidence, 6, 3);
    LossDistribution some = LossDistribution.sample(incidence, 6, 3, 100_000, 1);
    double exact = all.allCaught(Fraction.ZERO).decimal().doubleValue();
    double sampled = some.allCaught(Fraction.ZERO).decimal().doubleValue();
    assertThat(all.exact()).isTrue();
    assertThat(some.exact()).isFalse();
    assertThat(sampled).isBetween(exact - 0.008, exact + 0.008);
  }

  @Test
  void shouldFollowThePolicysBound() {
    assertThat(acceptedWrong("majority")).isEqualTo(12);
    assertThat(acceptedWrong("majority-referee")).isEqualTo(3);
    assertThat(acceptedWrong("majority-referee-audit:0.5")).isEqualTo(3);
    Plan guaranteed = Planner.plan(request(15, 1, 3, "mols", "guaranteed"));
    assertThat(guaranteed.policy().acceptedWrongAtMost()).isZero();
    assertThat(guaranteed.random().pRoundRight()).isEqualByComparingTo("1");
  }

  private static int acceptedWrong(String policy) {
    return Planner.plan(request(15, 6, 3, "mols", policy)).policy().acceptedWrongAtMost();
  }

  @Test
  void shouldPayAnHonestWorkerItsCostAndMarginOnAverage() {
    for (String policy : List.of("majority", "majority-referee")) {
      for (int evil = 0; evil <= 7; evil++) {
        PlanRequest request = request(15, evil, 3, "mols", policy);
        Plan.Pricing pricing = Planner.plan(request).pricing();
        Fraction income = Fraction.of(pricing.rewardWei()).times(new Odds(request).workerPaid());
        assertThat(income.decimal())
            .isBetween(new BigDecimal(1_200_000), new BigDecimal(1_200_001));
      }
    }
  }

  @Test
  void shouldMakeACheaterLoseOnAverage() {
    for (String policy : List.of("majority", "majority-referee", "majority-referee-audit")) {
      for (int evil = 1; evil <= 7; evil++) {
        Plan.Pricing pricing = Planner.plan(request(15, evil, 3, "mols", policy)).pricing();
        assertThat(pricing.evilExpectedGainWei()).isNegative();
        assertThat(pricing.stakeWei()).isPositive();
      }
    }
  }

  @Test
  void shouldSayThatNoStakeDetersThoseWhoAlwaysWin() {
    Plan.Pricing pricing = Planner.plan(request(3, 2, 3, "random", "majority")).pricing();
    assertThat(pricing.stakeWei()).isNull();
  }

  @Test
  void shouldBoundTheWorstCaseOfARandomDesign() {
    Plan plan = Planner.plan(request(16, 5, 3, "random", "majority"));
    assertThat(plan.worstCase().exact()).isFalse();
    for (int draw = 0; draw < 20; draw++) {
      int[][] blocks =
          Designs.named("random").draw(1, 1, workers(16), 16, 3, seed(draw)).jobs().stream()
              .map(job -> job.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new);
      assertThat(WorstCase.of(16, blocks, 5, 2).jobs())
          .isLessThanOrEqualTo(plan.worstCase().cMax());
    }
  }

  @Test
  void shouldNameTheBestWhenTheTargetIsOutOfReach() {
    assertThatThrownBy(
            () -> Proposals.reaching(9, OptionalInt.empty(), 4, 2, new BigDecimal("0.99")))
        .hasMessageStartingWith("target '0.99' can't be reached; the best is ");
  }

  @Test
  void shouldGiveTheSamePlanTwice() {
    PlanRequest request = request(20, 8, 4, "auto", "majority-referee");
    assertThat(Planner.plan(request).bytes()).isEqualTo(Planner.plan(request).bytes());
  }

  @Test
  void shouldSayWhetherTheRoundsProbabilityIsComputedOrSampled() {
    Plan computed = Planner.plan(request("mols"));
    Plan sampled = Planner.plan(request("random"));

    assertThat(computed.random().pRoundRightExact()).isTrue();
    assertThat(computed.random().pRoundRightInterval())
        .containsOnly(computed.random().pRoundRight());
    assertThat(sampled.random().pRoundRightExact()).isFalse();
    BigDecimal low = sampled.random().pRoundRightInterval().get(0);
    BigDecimal high = sampled.random().pRoundRightInterval().get(1);
    assertThat(sampled.random().pRoundRight()).isBetween(low, high);
    assertThat(high.subtract(low)).isBetween(new BigDecimal("0.00005"), new BigDecimal("0.1"));
  }

  @Test
  void shouldHaveTheProbabilityInTheIntervalOfASample() {
    int[][] blocks =
        Designs.named("mols").blocks(new Size(15, 25, 3), new SeededRandom(Bytes32.ZERO, "test"));
    Incidence incidence = new Incidence(15, blocks);
    Fraction audit = new Fraction(BigInteger.ONE, BigInteger.TEN);
    LossDistribution every = LossDistribution.enumerate(incidence, 6, 2);
    BigDecimal right = every.allCaught(audit).decimal();

    long held =
        IntStream.range(0, 40)
            .mapToObj(seed -> LossDistribution.sample(incidence, 6, 2, 2_000, seed))
            .map(sample -> RoundRight.of(List.of(sample), audit))
            .filter(r -> r.low().compareTo(right) <= 0 && r.high().compareTo(right) >= 0)
            .count();

    assertThat(held).as("of 40 intervals at 95 %").isGreaterThanOrEqualTo(34);
  }

  private static PlanRequest request(String design) {
    return PlanRequest.of(
        15,
        OptionalInt.of(25),
        6,
        3,
        design,
        Policy.parse("majority"),
        BigInteger.ONE,
        BigDecimal.ZERO);
  }
}
