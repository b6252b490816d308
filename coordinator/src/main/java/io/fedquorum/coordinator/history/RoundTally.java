package io.fedquorum.coordinator.history;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.TransactionRef;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.protocol.Digest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts one round's facts. */
final class RoundTally {
  private enum Kind {
    OPEN,
    ASSIGN,
    COMMIT,
    OPEN_REVEAL,
    REVEAL,
    SETTLE,
    CLAIM
  }

  private final int round;
  private final int jobs;
  private final List<JobVerdict> verdicts = new ArrayList<>();
  private final Map<Kind, List<Long>> gas = new EnumMap<>(Kind.class);
  private final Set<Integer> givenToReserves = new HashSet<>();
  private String phase = "planned";
  private BigDecimal accuracy;
  private BigDecimal loss;
  private Digest model;
  private RoundSeconds seconds;

  RoundTally(int round, int jobs) {
    this.round = round;
    this.jobs = jobs;
  }

  void add(Fact fact) {
    if (fact instanceof Fact.RoundOpened f) {
      count("open", Kind.OPEN, f.transaction());
    } else if (fact instanceof Fact.RoundAssigned f) {
      count("training", Kind.ASSIGN, f.transaction());
    } else if (fact instanceof Fact.WorkerCommitted f) {
      count("committing", Kind.COMMIT, f.transaction());
    } else if (fact instanceof Fact.RevealOpened f) {
      count("revealing", Kind.OPEN_REVEAL, f.transaction());
    } else if (fact instanceof Fact.WorkerRevealed f) {
      count("revealing", Kind.REVEAL, f.transaction());
    } else {
      addResult(fact);
    }
  }

  private void addResult(Fact fact) {
    if (fact instanceof Fact.RoundAbandoned) {
      phase = "abandoned";
    } else if (fact instanceof Fact.RoundEscalated f) {
      givenToReserves.addAll(f.openJobs());
    } else if (fact instanceof Fact.JobJudged f) {
      verdicts.add(f.verdict());
    } else if (fact instanceof Fact.RoundAggregated f) {
      phase = "aggregated";
      model = f.model();
    } else if (fact instanceof Fact.RoundEvaluated f) {
      accuracy =
          BigDecimal.valueOf(f.correct())
              .divide(BigDecimal.valueOf(f.total()), 6, RoundingMode.HALF_UP);
      loss = f.loss();
    } else if (fact instanceof Fact.RoundSettled f) {
      count("settled", Kind.SETTLE, f.transaction());
    } else if (fact instanceof Fact.RoundTimed f) {
      seconds = RoundSeconds.ofMillis(f.training(), f.total());
    } else if (fact instanceof Fact.PayoutDelivered f) {
      count("paid", Kind.CLAIM, f.transaction());
    }
  }

  RoundHistory history() {
    return new RoundHistory(
        round,
        phase,
        accuracy,
        loss,
        model,
        jobs,
        verdicts.size(),
        withBasis(Basis.UNANIMOUS),
        withBasis(Basis.REFEREE) + withBasis(Basis.AUDIT),
        escalated(),
        factor(answers(), verdicts.size()),
        seconds,
        gas.values().stream().mapToInt(List::size).sum(),
        gasUse());
  }

  /** How many replicas were answered. */
  long answers() {
    return verdicts.stream()
        .flatMap(verdict -> verdict.replicas().stream())
        .filter(replica -> !replica.outcome().missing())
        .count();
  }

  /** Answers a job, to three decimals; null without jobs. */
  static BigDecimal factor(long answers, long jobs) {
    return jobs == 0
        ? null
        : BigDecimal.valueOf(answers).divide(BigDecimal.valueOf(jobs), 3, RoundingMode.HALF_UP);
  }

  List<JobVerdict> verdicts() {
    return List.copyOf(verdicts);
  }

  private void count(String reached, Kind kind, TransactionRef transaction) {
    phase = reached;
    gas.computeIfAbsent(kind, k -> new ArrayList<>()).add(transaction.gas());
  }

  private int withBasis(Basis basis) {
    return (int) verdicts.stream().filter(v -> v.basis() == basis).count();
  }

  private int escalated() {
    return (int)
        verdicts.stream()
            .filter(v -> givenToReserves.contains(v.job()) || isRefereedForMissing(v))
            .count();
  }

  private static boolean isRefereedForMissing(JobVerdict verdict) {
    return verdict.basis() == Basis.REFEREE
        && verdict.replicas().stream().anyMatch(r -> r.outcome().missing());
  }

  private GasUse gasUse() {
    return new GasUse(
        mean(Kind.OPEN),
        mean(Kind.ASSIGN),
        mean(Kind.COMMIT),
        mean(Kind.OPEN_REVEAL),
        mean(Kind.REVEAL),
        mean(Kind.SETTLE),
        mean(Kind.CLAIM));
  }

  private long mean(Kind kind) {
    return Math.round(
        gas.getOrDefault(kind, List.of()).stream().mapToLong(Long::longValue).average().orElse(0));
  }
}
