package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Receipt;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.fact.TransactionRef;
import io.fedquorum.coordinator.round.RoundState.Abandoned;
import io.fedquorum.coordinator.round.RoundState.Assigning;
import io.fedquorum.coordinator.round.RoundState.Closing;
import io.fedquorum.coordinator.round.RoundState.Committing;
import io.fedquorum.coordinator.round.RoundState.Drawing;
import io.fedquorum.coordinator.round.RoundState.Judging;
import io.fedquorum.coordinator.round.RoundState.Opening;
import io.fedquorum.coordinator.round.RoundState.Revealing;
import io.fedquorum.coordinator.round.RoundState.Settled;
import io.fedquorum.coordinator.round.RoundState.Settling;
import io.fedquorum.coordinator.round.TrainingState.Failed;
import io.fedquorum.coordinator.round.TrainingState.Funding;
import io.fedquorum.coordinator.round.TrainingState.PendingPayout;
import io.fedquorum.coordinator.round.TrainingState.Refunding;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.coordinator.round.TrainingState.Wish;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.NonFiniteResultException;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Moves one training forward, from its funding to its refund. Each call does at most one step;
 * empty means that it waits. The caller stores a step's state and facts together, then calls again.
 */
public final class TrainingDriver {
  private final String id;
  private final RoundPorts ports;
  private final RoundOpening begin;
  private final RoundCollecting collect;
  private final RoundSettling settling;
  private final PayoutDriver payouts;

  /**
   * @param id the training's id off chain, which names its first transaction
   */
  public TrainingDriver(String id, RoundPorts ports) {
    this.id = Objects.requireNonNull(id, "id");
    this.ports = ports.adopting();
    this.begin = new RoundOpening(this.ports);
    this.collect = new RoundCollecting(this.ports);
    this.settling = new RoundSettling(this.ports);
    this.payouts = new PayoutDriver(this.ports.intents());
  }

  /** The next step, if it can be done now. */
  public Optional<Step<TrainingState>> advance(TrainingState state) {
    int retries = state.retries();
    TrainingDriver driver = retries == 0 ? this : new TrainingDriver(id, ports.retrying(retries));
    try {
      return driver.step(state);
    } catch (RevertedException | UnusableModelException | NonFiniteResultException e) {
      return Optional.of(Step.to(new Failed(state, e.getMessage())));
    }
  }

  private Optional<Step<TrainingState>> step(TrainingState state) {
    if (state instanceof Funding funding) {
      return create(funding);
    }
    if (state instanceof Running running) {
      return run(running);
    }
    if (state instanceof TrainingState.Closing closing) {
      return close(closing);
    }
    if (state instanceof Refunding refunding) {
      return refund(refunding);
    }
    return Optional.empty();
  }

  private Optional<Step<TrainingState>> create(Funding state) {
    Call call = new Call.CreateTraining(state.spec().digest(), state.spec().fundsWei());
    Optional<Receipt> receipt = ports.intents().done("create/" + id, call);
    return receipt.flatMap(
        mined ->
            ports.events().ofTransaction(mined.transaction()).stream()
                .filter(ContractEvent.TrainingCreated.class::isInstance)
                .map(ContractEvent.TrainingCreated.class::cast)
                .findFirst()
                .map(event -> created(state, mined, event)));
  }

  private Step<TrainingState> created(
      Funding state, Receipt receipt, ContractEvent.TrainingCreated event) {
    long chainId = ports.chain().identity().chainId();
    NumericProfile profile = ports.engine().get().profile();
    DatasetRef dataset = ports.engine().get().dataset().ref();
    TrainingCreated created =
        new TrainingCreated(
            state.spec(),
            chainId,
            ports.contracts().registry(),
            ports.contracts().jobs(),
            event.trainingId(),
            dataset,
            profile,
            state.initialModel(),
            TransactionRef.of(receipt));
    return Step.to(state.created(created), created);
  }

  private Optional<Step<TrainingState>> run(Running state) {
    List<PayoutDriver.Arrival> arrived = payouts.deliver(state.payouts());
    if (!arrived.isEmpty()) {
      Running next = state;
      for (PayoutDriver.Arrival arrival : arrived) {
        next = next.delivered(arrival.payout());
      }
      return Optional.of(new Step<>(next, facts(arrived)));
    }
    if (state.round() instanceof Abandoned abandoned) {
      return Optional.of(Step.to(state.closing("cancelled", abandoned.plan().model())));
    }
    if (state.round() == null || state.round() instanceof Settled) {
      return betweenRounds(state);
    }
    RoundContext round =
        new RoundContext(state.training(), state.round().plan(), ports.artifacts());
    if (state.round() instanceof Settling last) {
      // A new root voids the proofs of the old one: all older claims take their nonces first.
      return payouts.allSent(state.payouts())
          ? settling.settle(round, last, state)
          : Optional.empty();
    }
    return inRound(round, state).map(s -> new Step<>(state.with(s.next()), s.facts()));
  }

  private Optional<Step<RoundState>> inRound(RoundContext round, Running training) {
    RoundState state = training.round();
    if (state instanceof Opening opening) {
      return begin.open(round, opening);
    } else if (state instanceof Drawing drawing) {
      boolean giveUp = training.wish() == Wish.CANCEL && begin.isStuck(round, drawing);
      return giveUp
          ? begin.abandon(round, drawing)
          : begin.draw(round, drawing, training.records());
    } else if (state instanceof Assigning assigning) {
      return begin.assign(round, assigning);
    } else if (state instanceof Committing committing) {
      return collect.commitments(round, committing);
    } else if (state instanceof Closing closing) {
      return collect.close(round, closing);
    } else if (state instanceof Revealing revealing) {
      return collect.reveals(round, revealing);
    }
    return Optional.of(settling.judge(round, (Judging) state));
  }

  private Optional<Step<TrainingState>> betweenRounds(Running state) {
    int done = state.round() == null ? 0 : state.round().plan().round();
    Digest model = model(state);
    if (state.wish() == Wish.CANCEL) {
      return Optional.of(Step.to(state.closing("cancelled", model)));
    }
    if (done == state.training().spec().rounds()) {
      return Optional.of(Step.to(state.closing("completed", model)));
    }
    boolean stop = state.wish() == Wish.PAUSE;
    if (stop != state.paused()) {
      Fact fact = stop ? new Fact.TrainingPaused() : new Fact.TrainingResumed();
      return Optional.of(Step.to(state.pausing(stop), fact));
    }
    if (stop || !ports.intents().isCurrent() || !begin.hasWorkers(state.training())) {
      return Optional.empty();
    }
    return Optional.of(
        Step.to(state.with(begin.plan(state.training(), done + 1, model, optimizerState(state)))));
  }

  private static Digest model(Running state) {
    return state.round() instanceof Settled settled
        ? settled.nextModel()
        : state.training().initialModel();
  }

  private static List<Fact> facts(List<PayoutDriver.Arrival> arrived) {
    return arrived.stream().<Fact>map(PayoutDriver.Arrival::fact).toList();
  }

  private static Digest optimizerState(Running state) {
    return state.round() instanceof Settled settled ? settled.optimizerState() : null;
  }

  private Optional<Step<TrainingState>> close(TrainingState.Closing state) {
    List<PayoutDriver.Arrival> arrived = payouts.deliver(state.payouts());
    if (!arrived.isEmpty()) {
      TrainingState.Closing next = state;
      for (PayoutDriver.Arrival arrival : arrived) {
        next = next.delivered(arrival.payout());
      }
      return Optional.of(new Step<>(next, facts(arrived)));
    }
    List<PendingPayout> open = state.payouts();
    if (!open.isEmpty()) {
      return Optional.empty();
    }
    long trainingId = state.training().trainingId();
    return ports
        .intents()
        .done("training/%d/close".formatted(trainingId), new Call.CloseTraining(trainingId))
        .map(
            receipt ->
                Step.to(
                    state.closed(),
                    new Fact.TrainingClosed(
                        state.outcome(), state.model(), TransactionRef.of(receipt))));
  }

  private Optional<Step<TrainingState>> refund(Refunding state) {
    long trainingId = state.training().trainingId();
    String intent = "training/%d/refund".formatted(trainingId);
    ports.intents().send(intent, new Call.Refund(trainingId));
    return ports.intents().receipt(intent).flatMap(receipt -> refunded(state, intent, receipt));
  }

  private Optional<Step<TrainingState>> refunded(Refunding state, String intent, Receipt receipt) {
    if (!receipt.succeeded() && !receipt.revertReason().contains("NothingToRefund")) {
      throw new RevertedException(intent, receipt.revertReason());
    }
    if (ports.events().indexed().number() < receipt.block()) {
      return Optional.empty();
    }
    // Anyone may have it refunded: what counts is that it was.
    Fact fact =
        ports.events().ofTraining(state.training().trainingId()).stream()
            .filter(ContractEvent.Refunded.class::isInstance)
            .map(ContractEvent.Refunded.class::cast)
            .findFirst()
            .map(event -> refundOf(event.amount(), mined(event)))
            .orElseGet(() -> refundOf(BigInteger.ZERO, receipt));
    return Optional.of(Step.to(state.refunded(), fact));
  }

  private Receipt mined(ContractEvent event) {
    return ports.chain().receipt(event.at().transaction()).orElseThrow();
  }

  private static Fact refundOf(BigInteger amount, Receipt receipt) {
    return new Fact.TrainingRefunded(amount, TransactionRef.of(receipt));
  }
}
