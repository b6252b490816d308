package io.fedquorum.coordinator.planner;

import io.fedquorum.coordinator.assignment.AssignmentDesign;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes plans. What holds for a single job is a closed form ({@link Odds}). That a whole round
 * is right depends on how jobs share workers: all sets of evil workers are tried while they are up
 * to three million, and a seeded sample of 100,000 above (standard error at most 0.0016). The
 * blocks of the random design change with each draw: its worst case is an upper bound for every
 * draw, its chances are over 50 draws.
 */
public final class Planner {
  private static final int DRAWS = 50;
  private static final int SAMPLES_PER_DRAW = 2_000;

  private Planner() {}

  /** Plans. */
  public static Plan plan(PlanRequest request) {
    Size size = request.size();
    Odds odds = new Odds(request);
    Plan.Worst worst = worstCase(request);
    int quorum = request.policy().quorum(size.replicas());
    int let = quorum == size.replicas() ? worst.allReplicasEvil() : worst.cMax();
    boolean guaranteed = quorum > request.evil();
    return new Plan(
        request.design(),
        size.workers(),
        size.jobs(),
        size.load(),
        size.replicas(),
        request.evil(),
        worst,
        chances(odds, roundRight(request)),
        new Plan.Effect(guaranteed ? 0 : let, odds.recomputations().decimal()),
        pricing(request, odds));
  }

  private static Plan.Chances chances(Odds odds, RoundRight round) {
    return new Plan.Chances(
        odds.workerPaid().decimal(),
        odds.jobRight().decimal(),
        round.value().decimal(),
        round.exact(),
        List.of(round.low(), round.high()));
  }

  /** The probability that every job of a round is right. */
  static RoundRight roundRight(PlanRequest request) {
    if (request.evil() < request.policy().quorum(request.size().replicas())) {
      return RoundRight.known(Fraction.ONE);
    }
    return RoundRight.of(losses(request), Fraction.of(request.policy().auditShare()));
  }

  private static List<LossDistribution> losses(PlanRequest request) {
    Size size = request.size();
    int quorum = request.policy().quorum(size.replicas());
    if (!request.design().equals("random")) {
      return List.of(LossDistribution.of(incidence(request, 0), request.evil(), quorum, 0));
    }
    return IntStream.range(0, DRAWS).mapToObj(draw -> sampled(request, quorum, draw)).toList();
  }

  private static LossDistribution sampled(PlanRequest request, int quorum, int draw) {
    Incidence drawn = incidence(request, draw);
    return LossDistribution.sample(drawn, request.evil(), quorum, SAMPLES_PER_DRAW, draw);
  }

  private static Incidence incidence(PlanRequest request, int draw) {
    AssignmentDesign design = Designs.named(request.design());
    SeededRandom random = new SeededRandom(Bytes32.ZERO, "plan:" + draw);
    return new Incidence(request.size().workers(), design.blocks(request.size(), random));
  }

  private static Plan.Worst worstCase(PlanRequest request) {
    Size size = request.size();
    int majority = size.replicas() / 2 + 1;
    WorstCase most = worstCase(request, majority);
    WorstCase all = worstCase(request, size.replicas());
    Fraction epsilon =
        new Fraction(BigInteger.valueOf(most.jobs()), BigInteger.valueOf(size.jobs()));
    return new Plan.Worst(most.jobs(), epsilon.decimal(), all.jobs(), most.exact() && all.exact());
  }

  private static WorstCase worstCase(PlanRequest request, int threshold) {
    Size size = request.size();
    if (request.design().equals("random")) {
      int bound =
          LossBound.ofBalanced(
              size.workers(), size.jobs(), size.replicas(), request.evil(), threshold);
      return new WorstCase(request.evil() < threshold ? 0 : bound, request.evil() < threshold);
    }
    int[][] blocks = incidence(request, 0).blocks();
    return WorstCase.of(size.workers(), blocks, request.evil(), threshold);
  }

  /**
   * Reward = cost × (1 + margin) / P(paid). The slash of a wrong replica is the least that makes a
   * cheater, who saves the cost, lose the margin on average, and at least one wei; the stake covers
   * the slashes of a round's load.
   */
  private static Plan.Pricing pricing(PlanRequest request, Odds odds) {
    Fraction cost = Fraction.of(request.costWei());
    Fraction gain = cost.times(Fraction.of(request.margin()));
    BigInteger load = BigInteger.valueOf(request.size().load());
    if (odds.workerPaid().isZero()) {
      return new Plan.Pricing(request.costWei(), request.margin(), null, null, null);
    }
    BigInteger reward = cost.plus(gain).over(odds.workerPaid()).ceiling();
    Fraction wins = odds.cheaterWins();
    Fraction won = wins.times(Fraction.of(reward));
    Fraction loses = Fraction.ONE.minus(wins);
    if (loses.isZero()) {
      BigInteger all = reward.multiply(load);
      return new Plan.Pricing(request.costWei(), request.margin(), reward, null, all);
    }
    BigInteger least = won.plus(gain).over(loses).ceiling();
    BigInteger slash = gain.isZero() ? least.add(BigInteger.ONE) : least;
    Fraction expected = won.minus(loses.times(Fraction.of(slash))).times(Fraction.of(load));
    return new Plan.Pricing(
        request.costWei(), request.margin(), reward, slash.multiply(load), expected.ceiling());
  }
}
