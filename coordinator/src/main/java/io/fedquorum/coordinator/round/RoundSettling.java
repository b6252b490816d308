package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Receipt;
import io.fedquorum.coordinator.adaptive.TrackRecords;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.TransactionRef;
import io.fedquorum.coordinator.payment.Ledger;
import io.fedquorum.coordinator.payment.PaymentTerms;
import io.fedquorum.coordinator.round.RoundState.Judging;
import io.fedquorum.coordinator.round.RoundState.Settling;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.worker.training.Evaluation;
import io.fedquorum.worker.training.TrainingEngine;
import java.util.Objects;
import java.util.Optional;

/** The last part of a round: verdicts, the next model, and its settlement on chain. */
final class RoundSettling {
  private final RoundPorts ports;

  RoundSettling(RoundPorts ports) {
    this.ports = Objects.requireNonNull(ports, "ports");
  }

  Step<RoundState> judge(RoundContext round, Judging state) {
    requireSameEngine(round);
    RoundEvents events = RoundEvents.of(ports, round);
    return new RoundJudging(ports, round, round.assignment(state.assignment()), events).run(state);
  }

  /** Sends the settlement, evaluates the model while the chain works, then books the round. */
  Optional<Step<TrainingState>> settle(RoundContext round, Settling state, Running training) {
    VerdictList verdicts = CanonicalJson.read(round.bytes(state.verdicts()), VerdictList.class);
    Ledger booked = training.ledger().apply(verdicts, terms(round.training().spec()));
    Call.Settle call =
        new Call.Settle(
            round.training().trainingId(),
            round.plan().round(),
            state.nextModel().word(),
            state.verdicts().word(),
            booked.tree().root(),
            booked.totalEarned());
    String intent = round.intent("settle");
    ports.intents().send(intent, call);
    if (!state.evaluated()) {
      return Optional.of(evaluate(round, state, training));
    }
    return ports
        .intents()
        .done(intent, call)
        .map(receipt -> settled(state, training, booked, verdicts, call, receipt));
  }

  /** A training may have come from another replica, or out of a backup, to another machine. */
  private void requireSameEngine(RoundContext round) {
    TrainingEngine own = ports.engine().get();
    requireSame("numeric profile", own.profile(), round.training().numericProfile());
    requireSame("dataset", own.dataset().ref(), round.training().dataset());
  }

  private static void requireSame(String what, Object own, Object wanted) {
    if (!own.equals(wanted)) {
      throw new UnfitEngineException(
          "this machine has %s %s and the training needs %s: honest workers would be judged wrong; let a fitting replica drive it"
              .formatted(what, own, wanted));
    }
  }

  static PaymentTerms terms(TrainingSpec spec) {
    return new PaymentTerms(spec.rewardWei(), spec.slashWrongWei(), spec.slashMissingWei());
  }

  private Step<TrainingState> evaluate(RoundContext round, Settling state, Running training) {
    requireSameEngine(round);
    long begun = ports.clock().millis();
    Evaluation found =
        ports
            .engine()
            .get()
            .evaluate(round.training().spec().model(), round.bytes(state.nextModel()));
    long millis = ports.clock().millis() - begun;
    return Step.to(
        training.with(state.evaluated(millis)),
        new Fact.RoundEvaluated(
            state.plan().round(), found.correct(), found.total(), found.loss()));
  }

  private Step<TrainingState> settled(
      Settling state,
      Running training,
      Ledger booked,
      VerdictList verdicts,
      Call.Settle call,
      Receipt receipt) {
    int round = state.plan().round();
    long total = ports.clock().millis() - state.plan().startedAt();
    ports.times().forget(call.trainingId(), round);
    return Step.to(
        training.settled(
            state.settled(),
            booked,
            records(training, verdicts),
            PayoutDriver.due(round, training.ledger(), booked)),
        new Fact.RoundSettled(
            round,
            state.nextModel(),
            state.verdicts(),
            call.payoutRoot(),
            call.totalEarned(),
            TransactionRef.of(receipt)),
        new Fact.RoundTimed(round, state.trainingMillis(), total));
  }

  private static TrackRecords records(Running training, VerdictList verdicts) {
    return training.training().spec().options().adaptive() == null
        ? training.records()
        : training.records().after(verdicts);
  }
}
