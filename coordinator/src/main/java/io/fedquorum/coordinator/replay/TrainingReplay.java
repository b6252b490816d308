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
import io.fedquorum.coordinator.payment.PaymentTerms;
import io.fedquorum.coordinator.training.TrainingSpec;
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
  private final PayoutReplay payouts;
  private RoundReplay round;
  private int rounds;
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
    this.payouts = new PayoutReplay(training.trainingId(), terms(training.spec()));
  }

  void next(long sequence, Fact fact) {
    Check check = new Check(sequence, Facts.typeOf(fact));
    check.that(!closed || fact instanceof Fact.TrainingRefunded, "the event", "there", "absent");
    chain.ifPresent(c -> c.confirm(check, fact));
    if (fact instanceof RoundOpened opened) {
      open(check, opened);
    } else if (fact instanceof PayoutDelivered payout) {
      payouts.deliver(check, payout, settledRounds);
    } else if (fact instanceof TrainingClosed end) {
      close(check, end);
    } else if (fact instanceof Fact.TrainingRefunded refund) {
      payouts.refund(check, refund, closed, training.spec().fundsWei());
    } else if (isOfRound(fact)) {
      check.that(round != null, "the event", "there", "absent before the first round");
      inRound(check, fact);
    }
  }

  ReplayReport report(int events, boolean chainChecked) {
    return new ReplayReport(
        events, trainedRounds, jobs, wrongAccepted, model, chainChecked, payouts.isRefunded());
  }

  private static PaymentTerms terms(TrainingSpec spec) {
    return new PaymentTerms(spec.rewardWei(), spec.slashWrongWei(), spec.slashMissingWei());
  }

  private static boolean isOfRound(Fact fact) {
    return !(fact instanceof Fact.TrainingPaused
        || fact instanceof Fact.TrainingResumed
        || fact instanceof Fact.TrainingRefunded
        || fact instanceof Fact.RoundTimed);
  }

  private void open(Check check, RoundOpened opened) {
    check.equal("round", opened.round(), settledRounds + 1);
    check.that(rounds == settledRounds, "the round", "opened twice", "opened once");
    check.that(
        opened.round() <= training.spec().rounds(), "round", opened.round(), "one of the training");
    check.equal("model", opened.model(), model);
    rounds = opened.round();
    Digest carried = round == null ? null : round.optimizerState();
    round = new RoundReplay(training, opened, carried, artifacts, engine);
    round.open(check);
  }

  private void inRound(Check check, Fact fact) {
    if (fact instanceof Fact.RoundAssigned assigned) {
      round.assign(check, assigned);
    } else if (fact instanceof Fact.WorkerCommitted committed) {
      round.commit(check, committed);
    } else if (fact instanceof Fact.RevealOpened opening) {
      round.closeCommits(check, opening);
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
    byte[] next = round.evaluated(check, logged);
    if (!options.trains(logged.round())) {
      return;
    }
    Evaluation found = engine.evaluate(training.spec().model(), next);
    check.equal("correct", logged.correct(), found.correct());
    check.equal("total", logged.total(), found.total());
    check.that(logged.loss().compareTo(found.loss()) == 0, "loss", logged.loss(), found.loss());
  }

  private void settle(Check check, RoundSettled settled) {
    check.equal("round", settled.round(), settledRounds + 1);
    payouts.settle(check, settled, round.settled(check, settled));
    model = settled.model();
    settledRounds = settled.round();
  }

  private void close(Check check, TrainingClosed end) {
    check.equal("model", end.model(), model);
    check.equal("rounds", rounds, settledRounds);
    boolean all = settledRounds == training.spec().rounds();
    check.that(
        end.outcome().equals("cancelled") || (all && end.outcome().equals("completed")),
        "outcome",
        end.outcome(),
        all ? "completed or cancelled" : "cancelled");
    payouts.requireAllDelivered(check);
    closed = true;
  }
}
