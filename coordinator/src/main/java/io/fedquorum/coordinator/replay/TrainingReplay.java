package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Fact.PayoutDelivered;
import io.fedquorum.coordinator.fact.Fact.RoundEvaluated;
import io.fedquorum.coordinator.fact.Fact.RoundOpened;
import io.fedquorum.coordinator.fact.Fact.RoundSettled;
import io.fedquorum.coordinator.fact.Fact.TrainingClosed;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.payment.Account;
import io.fedquorum.coordinator.payment.Ledger;
import io.fedquorum.coordinator.payment.PaymentTerms;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.training.Evaluation;
import io.fedquorum.worker.training.TrainingEngine;
import java.util.Optional;

/** A training as far as its events have been replayed. */
final class TrainingReplay {
  private final TrainingCreated training;
  private final ArtifactStore artifacts;
  private final TrainingEngine engine;
  private final Optional<ChainRecord> chain;
  private final ReplayOptions options;

  private Digest model;
  private Ledger ledger;
  private RoundReplay round;
  private int settledRounds;
  private int trainedRounds;
  private int jobs;
  private int wrongAccepted;
  private boolean closed;

  TrainingReplay(
      TrainingCreated training,
      ArtifactStore artifacts,
      TrainingEngine engine,
      Optional<ChainRecord> chain,
      ReplayOptions options) {
    this.training = training;
    this.artifacts = artifacts;
    this.engine = engine;
    this.chain = chain;
    this.options = options;
    this.model = training.initialModel();
    this.ledger = Ledger.empty(training.trainingId());
  }

  void next(long sequence, Fact fact) {
    Check check = new Check(sequence, Facts.typeOf(fact));
    check.that(!closed || fact instanceof Fact.TrainingRefunded, "the event", "there", "absent");
    chain.ifPresent(c -> c.confirm(check, fact));
    if (fact instanceof RoundOpened opened) {
      open(check, opened);
    } else if (fact instanceof PayoutDelivered payout) {
      pay(check, payout);
    } else if (fact instanceof TrainingClosed end) {
      check.equal("model", end.model(), model);
      closed = true;
    } else if (isOfRound(fact)) {
      check.that(round != null, "the event", "there", "absent before the first round");
      inRound(check, fact);
    }
  }

  ReplayReport report(int events, boolean chainChecked) {
    return new ReplayReport(
        events, trainedRounds, jobs, wrongAccepted, model, chainChecked, closed);
  }

  private static boolean isOfRound(Fact fact) {
    return !(fact instanceof Fact.TrainingPaused
        || fact instanceof Fact.TrainingResumed
        || fact instanceof Fact.TrainingRefunded
        || fact instanceof Fact.RoundTimed);
  }

  private void open(Check check, RoundOpened opened) {
    check.equal("round", opened.round(), settledRounds + 1);
    check.equal("model", opened.model(), model);
    round = new RoundReplay(training, opened, artifacts, engine);
    round.open(check);
  }

  private void inRound(Check check, Fact fact) {
    if (fact instanceof Fact.RoundAssigned assigned) {
      round.assign(check, assigned);
    } else if (fact instanceof Fact.WorkerCommitted committed) {
      round.commit(check, committed);
    } else if (fact instanceof Fact.RevealOpened) {
      round.closeCommits(check);
    } else if (fact instanceof Fact.WorkerRevealed revealed) {
      round.reveal(check, revealed);
    } else if (fact instanceof Fact.JobJudged judged) {
      round.judged(check, judged);
    } else if (fact instanceof Fact.RoundAggregated aggregated) {
      aggregate(check, aggregated);
    } else if (fact instanceof RoundEvaluated evaluated) {
      evaluate(check, evaluated);
    } else if (fact instanceof RoundSettled settled) {
      settle(check, settled);
    }
  }

  private void aggregate(Check check, Fact.RoundAggregated aggregated) {
    boolean train = options.trains(aggregated.round());
    wrongAccepted += round.aggregate(check, aggregated, train);
    if (train) {
      trainedRounds++;
      jobs += training.spec().jobs();
      options.progress().accept("round " + aggregated.round() + " computed again");
    }
  }

  private void evaluate(Check check, RoundEvaluated logged) {
    check.equal("round", logged.round(), round.number());
    if (!options.trains(logged.round())) {
      return;
    }
    Evaluation found = engine.evaluate(training.spec().model(), round.nextModelBytes(check));
    check.equal("correct", logged.correct(), found.correct());
    check.equal("total", logged.total(), found.total());
    check.that(logged.loss().compareTo(found.loss()) == 0, "loss", logged.loss(), found.loss());
  }

  private void settle(Check check, RoundSettled settled) {
    check.equal("round", settled.round(), round.number());
    check.equal("model", settled.model(), round.nextModel(check));
    check.equal("verdicts", settled.verdicts(), round.verdicts(check).digest());
    PaymentTerms terms =
        new PaymentTerms(
            training.spec().rewardWei(),
            training.spec().slashWrongWei(),
            training.spec().slashMissingWei());
    ledger = ledger.apply(round.verdicts(check), terms);
    check.equal("payoutRoot", settled.payoutRoot(), ledger.tree().root());
    check.equal("totalEarned", settled.totalEarned(), ledger.totalEarned());
    model = settled.model();
    settledRounds = settled.round();
  }

  private void pay(Check check, PayoutDelivered payout) {
    Account account =
        ledger.accounts().stream()
            .filter(candidate -> candidate.worker().equals(payout.worker()))
            .findFirst()
            .orElseThrow(
                () ->
                    new DivergenceException(
                        check.sequence(), check.type(), "worker", payout.worker(), "judged"));
    check.equal("earned", payout.earned(), account.earned());
    check.equal("slashed", payout.slashed(), account.slashed());
  }
}
