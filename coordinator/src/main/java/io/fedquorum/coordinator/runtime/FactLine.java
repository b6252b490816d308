package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.fact.Fact;

/** A fact in one log line, with the fixed keys round, job, worker, txHash. */
final class FactLine {
  private FactLine() {}

  static String of(Fact fact) {
    String name = fact.getClass().getSimpleName();
    if (fact instanceof Fact.RoundOpened f) {
      return "%s round=%d txHash=%s".formatted(name, f.round(), f.transaction().hash());
    } else if (fact instanceof Fact.RoundAssigned f) {
      return "%s round=%d design=%s txHash=%s"
          .formatted(name, f.round(), f.design(), f.transaction().hash());
    } else if (fact instanceof Fact.WorkerCommitted f) {
      return worker(name, f.round(), f.worker().value(), f.transaction().hash().value());
    } else if (fact instanceof Fact.WorkerRevealed f) {
      return worker(name, f.round(), f.worker().value(), f.transaction().hash().value());
    } else if (fact instanceof Fact.JobJudged f) {
      return "%s round=%d job=%d basis=%s"
          .formatted(name, f.round(), f.verdict().job(), f.verdict().basis().label());
    } else if (fact instanceof Fact.RoundEvaluated f) {
      return "%s round=%d correct=%d of %d".formatted(name, f.round(), f.correct(), f.total());
    } else if (fact instanceof Fact.RoundSettled f) {
      return "%s round=%d txHash=%s".formatted(name, f.round(), f.transaction().hash());
    } else if (fact instanceof Fact.PayoutDelivered f) {
      return worker(name, f.round(), f.worker().value(), f.transaction().hash().value());
    }
    return name;
  }

  private static String worker(String name, int round, String worker, String transaction) {
    return "%s round=%d worker=%s txHash=%s".formatted(name, round, worker, transaction);
  }
}
