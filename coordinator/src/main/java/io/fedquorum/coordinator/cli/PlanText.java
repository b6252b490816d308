package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.planner.Plan;
import io.fedquorum.coordinator.planner.Proposals.Proposal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/** Plans and proposals for people. */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan, String policy) {
    Plan.Worst worst = plan.worstCase();
    String most = worst.exact() ? "" : "at most ";
    return String.join(
        "\n",
        line(
            "design",
            "%s: %d workers, %d jobs, load %d, %d replicas"
                .formatted(
                    plan.design(), plan.workers(), plan.jobs(), plan.load(), plan.replicas())),
        line("evil", "%d, policy %s".formatted(plan.evil(), policy)),
        line(
            "worst case",
            "%smajority of %d jobs (epsilon %s), all replicas of %s%d%s"
                .formatted(
                    most,
                    worst.cMax(),
                    worst.epsilon().toPlainString(),
                    most,
                    worst.allReplicasEvil(),
                    worst.exact() ? "; exact" : "; a bound")),
        line("wrong accepted", "at most %d jobs".formatted(plan.policy().acceptedWrongAtMost())),
        line("P(worker paid)", plan.random().pWorkerPaid().toPlainString()),
        line("P(job right)", plan.random().pJobRight().toPlainString()),
        line("P(round right)", roundRight(plan.random())),
        line(
            "recomputations",
            plan.policy().expectedRecomputations().toPlainString() + " jobs a round, on average"),
        line("cost", wei(plan.pricing().costWei()) + " a replica"),
        line(
            "reward",
            "%s a replica, for a margin of %s"
                .formatted(
                    wei(plan.pricing().rewardWei()), plan.pricing().margin().toPlainString())),
        line("stake", wei(plan.pricing().stakeWei()) + " a worker and round"),
        line("cheater gains", wei(plan.pricing().evilExpectedGainWei()) + " a round, on average"));
  }

  static String of(List<Proposal> proposals) {
    return proposals.stream()
        .map(
            p ->
                "%-11s %4d jobs  r=%-2d %-27s %9.4f trainings a job  P(round right) %s%s"
                    .formatted(
                        p.design(),
                        p.jobs(),
                        p.replicas(),
                        p.policy(),
                        p.trainingsPerJob(),
                        p.pRoundRight().toPlainString(),
                        p.pRoundRightExact()
                            ? ""
                            : " (sampled, at least %s)"
                                .formatted(p.pRoundRightLow().toPlainString())))
        .collect(Collectors.joining("\n", "cheapest first:\n", ""));
  }

  private static String roundRight(Plan.Chances chances) {
    String value = chances.pRoundRight().toPlainString();
    return chances.pRoundRightExact()
        ? value + "; exact"
        : "%s; sampled, 95 %% between %s and %s"
            .formatted(
                value,
                chances.pRoundRightInterval().get(0).toPlainString(),
                chances.pRoundRightInterval().get(1).toPlainString());
  }

  private static String line(String name, String value) {
    return "%-15s %s".formatted(name, value);
  }

  private static String wei(BigInteger amount) {
    return amount == null ? "none is enough" : amount + " wei";
  }
}
