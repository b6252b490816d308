package io.fedquorum.coordinator.planner;

import io.fedquorum.coordinator.assignment.AssignmentDesign;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.verification.Policy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Looks for the cheapest design, number of replicas and policy that reach a target. */
public final class Proposals {
  /** More replicas are tried only where they make a round certain: evil + 1 and 2 evil + 1. */
  private static final int USUAL_REPLICAS = 7;

  private static final int SHOWN = 5;

  private Proposals() {}

  /**
   * One way to reach the target.
   *
   * @param design name of the design
   * @param jobs number of jobs
   * @param replicas workers per job
   * @param policy the policy's text
   * @param trainingsPerJob replicas and expected recomputations per job: the cost
   * @param pRoundRight probability that a round is right
   * @param pRoundRightExact whether that is computed; else it is estimated from a sample
   * @param pRoundRightLow lower end of its 95 % confidence interval; this must reach the target
   */
  public record Proposal(
      String design,
      int jobs,
      int replicas,
      String policy,
      BigDecimal trainingsPerJob,
      BigDecimal pRoundRight,
      boolean pRoundRightExact,
      BigDecimal pRoundRightLow) {}

  /**
   * The cheapest first, up to five, each reaching the target.
   *
   * @param workers number of workers
   * @param jobs the number of jobs, if it is not left to each design
   * @param evil how many of them collude
   * @param mostReplicas the most workers per job that are allowed
   * @param target the wanted probability that a whole round is right, above 0 up to 1
   * @throws IllegalArgumentException when nothing reaches the target; names the best there is
   */
  public static List<Proposal> reaching(
      int workers, OptionalInt jobs, int evil, int mostReplicas, BigDecimal target) {
    if (evil < 0 || evil >= workers) {
      throw new IllegalArgumentException(
          "evil '%d' must be 0 to %d, below the number of workers".formatted(evil, workers - 1));
    }
    if (target.signum() <= 0 || target.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("target '" + target + "' must be above 0 and up to 1");
    }
    List<Proposal> all =
        IntStream.rangeClosed(1, Math.min(workers, mostReplicas))
            .filter(r -> r <= USUAL_REPLICAS || r == evil + 1 || r == 2 * evil + 1)
            .boxed()
            .flatMap(r -> candidates(workers, jobs, evil, r).stream())
            .map(Proposals::propose)
            .toList();
    List<Proposal> good =
        all.stream()
            .filter(p -> p.pRoundRightLow().compareTo(target) >= 0)
            .sorted(CHEAPEST)
            .toList();
    if (good.isEmpty()) {
      throw unreachable(target, all);
    }
    return good.subList(0, Math.min(SHOWN, good.size()));
  }

  private static final Comparator<Proposal> CHEAPEST =
      Comparator.comparing(Proposal::trainingsPerJob)
          .thenComparing(Proposal::pRoundRight, Comparator.reverseOrder())
          .thenComparing(Proposal::design)
          .thenComparing(Proposal::policy);

  private static IllegalArgumentException unreachable(BigDecimal target, List<Proposal> all) {
    String best =
        all.stream()
            .max(Comparator.comparing(Proposal::pRoundRight))
            .map(
                p ->
                    "%s with %s, %d replicas and policy %s"
                        .formatted(
                            p.pRoundRight().toPlainString(), p.design(), p.replicas(), p.policy()))
            .orElse("nothing, for no policy is supported");
    return new IllegalArgumentException(
        "target '%s' can't be reached; the best is %s".formatted(target.toPlainString(), best));
  }

  private static List<PlanRequest> candidates(int workers, OptionalInt jobs, int evil, int r) {
    List<PlanRequest> candidates = new ArrayList<>();
    for (AssignmentDesign design : Designs.all()) {
      OptionalInt natural = jobs.isPresent() ? jobs : design.naturalJobs(workers, r);
      if (!design.name().equals("auto") && natural.isPresent()) {
        addPolicies(candidates, design, new Size(workers, natural.getAsInt(), r), evil);
      }
    }
    return candidates;
  }

  private static void addPolicies(
      List<PlanRequest> candidates, AssignmentDesign design, Size size, int evil) {
    for (String text :
        List.of("majority", "majority-referee", "majority-referee-audit", "guaranteed")) {
      Policy policy = Policy.parse(text);
      if (design.fits(size) && supported(policy, size, evil)) {
        candidates.add(
            new PlanRequest(size, evil, design.name(), policy, BigInteger.ZERO, BigDecimal.ZERO));
      }
    }
  }

  private static boolean supported(Policy policy, Size size, int evil) {
    try {
      policy.requireSupported(size.workers(), size.replicas(), evil);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private static Proposal propose(PlanRequest request) {
    Size size = request.size();
    Fraction perJob =
        new Odds(request)
            .recomputations()
            .over(Fraction.of(BigInteger.valueOf(size.jobs())))
            .plus(Fraction.of(BigInteger.valueOf(size.replicas())));
    RoundRight round = Planner.roundRight(request);
    return new Proposal(
        request.design(),
        size.jobs(),
        size.replicas(),
        request.policy().text(),
        perJob.decimal(),
        round.value().decimal(),
        round.exact(),
        round.low());
  }
}
