package io.fedquorum.coordinator.round;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.fedquorum.coordinator.adaptive.TrackRecords;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.payment.Ledger;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.PayoutLeaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where a training stands.
 *
 * <pre>
 * Funding → Running ⇄ Paused → Closing → Refunding → Ended
 *               any of them → Failed, when the contract refuses what must succeed
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrainingState.Funding.class, name = "funding"),
  @JsonSubTypes.Type(value = TrainingState.Running.class, name = "running"),
  @JsonSubTypes.Type(value = TrainingState.Closing.class, name = "closing"),
  @JsonSubTypes.Type(value = TrainingState.Refunding.class, name = "refunding"),
  @JsonSubTypes.Type(value = TrainingState.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = TrainingState.Failed.class, name = "failed")
})
public sealed interface TrainingState {
  /** How often an operator has had a refused step tried again. */
  default int retries() {
    return 0;
  }

  /** The same, with what was refused to be tried once more. */
  default TrainingState retrying() {
    return this;
  }

  /** What an operator wants of a running training; it takes effect between rounds. */
  enum Wish {
    RUN,
    PAUSE,
    CANCEL
  }

  /**
   * A payout on its way to its worker.
   *
   * @param round the settled round whose root the proof leads to
   */
  record PendingPayout(int round, PayoutLeaf leaf, List<Bytes32> proof) {
    public PendingPayout {
      Objects.requireNonNull(leaf, "leaf");
      proof = List.copyOf(proof);
    }
  }

  /** {@code createTraining} is on its way with the funds. */
  record Funding(TrainingSpec spec, Digest initialModel, int retries) implements TrainingState {
    public Funding(TrainingSpec spec, Digest initialModel) {
      this(spec, initialModel, 0);
    }

    /** The training exists on chain. */
    public Running created(TrainingCreated training) {
      return new Running(
          training,
          null,
          Ledger.empty(training.trainingId()),
          TrackRecords.NONE,
          List.of(),
          Wish.RUN,
          false,
          retries);
    }

    @Override
    public Funding retrying() {
      return new Funding(spec, initialModel, retries + 1);
    }
  }

  /**
   * Rounds run one after the other.
   *
   * @param training what was created
   * @param round the round in hand, or null before the first
   * @param ledger who has earned and lost what in the settled rounds
   * @param records whose results were right in the settled rounds; empty unless replication is
   *     adaptive
   * @param payouts payouts on their way
   * @param wish what an operator wants
   * @param paused no round is begun while true
   * @param retries see {@link TrainingState#retries}
   */
  record Running(
      TrainingCreated training,
      RoundState round,
      Ledger ledger,
      TrackRecords records,
      List<PendingPayout> payouts,
      Wish wish,
      boolean paused,
      int retries)
      implements TrainingState {
    public Running {
      Objects.requireNonNull(training, "training");
      Objects.requireNonNull(ledger, "ledger");
      Objects.requireNonNull(wish, "wish");
      records = records == null ? TrackRecords.NONE : records;
      payouts = List.copyOf(payouts);
    }

    /** The same with the round one step further. */
    public Running with(RoundState next) {
      return new Running(training, next, ledger, records, payouts, wish, paused, retries);
    }

    /** The round in hand is settled: the new ledger counts and its payouts are due. */
    public Running settled(
        RoundState next, Ledger booked, TrackRecords known, List<PendingPayout> due) {
      List<PendingPayout> all = new ArrayList<>(payouts);
      all.addAll(due);
      return new Running(training, next, booked, known, all, wish, paused, retries);
    }

    /** The same without a payout that has arrived. */
    public Running delivered(PendingPayout payout) {
      return new Running(
          training, round, ledger, records, without(payouts, payout), wish, paused, retries);
    }

    /** The same with another wish of the operator. */
    public Running wishing(Wish other) {
      return new Running(training, round, ledger, records, payouts, other, paused, retries);
    }

    /** Stops before the next round, or goes on. */
    public Running pausing(boolean stop) {
      return new Running(training, round, ledger, records, payouts, wish, stop, retries);
    }

    /** No further round: the training is closed on chain. */
    public Closing closing(String outcome, Digest model) {
      return new Closing(training, outcome, model, payouts, retries);
    }

    @Override
    public Running retrying() {
      return new Running(training, round, ledger, records, payouts, wish, paused, retries + 1);
    }
  }

  /** Last payouts and {@code close} are on their way. */
  record Closing(
      TrainingCreated training,
      String outcome,
      Digest model,
      List<PendingPayout> payouts,
      int retries)
      implements TrainingState {
    public Closing {
      payouts = List.copyOf(payouts);
    }

    /** The same without a payout that has arrived. */
    public Closing delivered(PendingPayout payout) {
      return new Closing(training, outcome, model, without(payouts, payout), retries);
    }

    /** The training is closed on chain. */
    public Refunding closed() {
      return new Refunding(training, outcome, model, retries);
    }

    @Override
    public Closing retrying() {
      return new Closing(training, outcome, model, payouts, retries + 1);
    }
  }

  /** {@code refund} is on its way. */
  record Refunding(TrainingCreated training, String outcome, Digest model, int retries)
      implements TrainingState {
    /** Nothing is left to do. */
    public Ended refunded() {
      return new Ended(outcome, model);
    }

    @Override
    public Refunding retrying() {
      return new Refunding(training, outcome, model, retries + 1);
    }
  }

  /** The training is over. */
  record Ended(String outcome, Digest model) implements TrainingState {}

  /**
   * The contract refused a step; nothing more is done until an operator resumes or cancels.
   *
   * @param before the state that could not go on
   * @param reason the refusal
   */
  record Failed(TrainingState before, String reason) implements TrainingState {
    /** Tries the same step again, with a transaction of its own. */
    public TrainingState retry() {
      return before.retrying();
    }
  }

  private static List<PendingPayout> without(List<PendingPayout> all, PendingPayout one) {
    return all.stream().filter(payout -> !payout.equals(one)).toList();
  }
}
