package io.fedquorum.coordinator.round;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.util.Objects;

/**
 * Where a round stands. The methods of each state are its legal transitions; there is no other way
 * from one state to the next.
 *
 * <pre>
 * Opening → Drawing → Assigning → Committing → Closing → Revealing → Judging → Settling → Settled
 * </pre>
 *
 * A state is stored in the same database transaction as the facts that led to it. What a state does
 * is safe to repeat: transactions are keyed intents, artifacts are named by their content.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RoundState.Opening.class, name = "opening"),
  @JsonSubTypes.Type(value = RoundState.Drawing.class, name = "drawing"),
  @JsonSubTypes.Type(value = RoundState.Assigning.class, name = "assigning"),
  @JsonSubTypes.Type(value = RoundState.Committing.class, name = "committing"),
  @JsonSubTypes.Type(value = RoundState.Closing.class, name = "closing"),
  @JsonSubTypes.Type(value = RoundState.Revealing.class, name = "revealing"),
  @JsonSubTypes.Type(value = RoundState.Judging.class, name = "judging"),
  @JsonSubTypes.Type(value = RoundState.Settling.class, name = "settling"),
  @JsonSubTypes.Type(value = RoundState.Settled.class, name = "settled")
})
public sealed interface RoundState {
  /** What was fixed before the round opened. */
  RoundPlan plan();

  /** The first state of a round. */
  static Opening start(RoundPlan plan) {
    return new Opening(plan);
  }

  /** {@code openRound} is on its way. */
  record Opening(RoundPlan plan) implements RoundState {
    /** The round is open as of that block; the eligible list is the one at that block. */
    public Drawing opened(long block, Bytes32 blockHash) {
      return new Drawing(plan, block, blockHash);
    }
  }

  /** The round is open, the eligible list is known, workers are to be drawn. */
  record Drawing(RoundPlan plan, long openedAt, Bytes32 openedIn) implements RoundState {
    public Drawing {
      Objects.requireNonNull(openedIn, "openedIn");
    }

    /** The draw is made and stored. */
    public Assigning drawn(Digest assignment, String design) {
      return new Assigning(plan, openedAt, assignment, design);
    }
  }

  /** {@code assign} is on its way. */
  record Assigning(RoundPlan plan, long openedAt, Digest assignment, String design)
      implements RoundState {
    public Assigning {
      Objects.requireNonNull(assignment, "assignment");
    }

    /** The assignment is on chain and the commit window runs. */
    public Committing assigned(long commitDeadline) {
      return new Committing(plan, assignment, commitDeadline, 0);
    }
  }

  /** Workers train and commit; the first {@code logged} commitments are in the event log. */
  record Committing(RoundPlan plan, Digest assignment, long commitDeadline, int logged)
      implements RoundState {
    /** More commitments are in the event log. */
    public Committing logged(int commitments) {
      return new Committing(plan, assignment, commitDeadline, commitments);
    }

    /** Everybody has committed, or the window is over. */
    public Closing close() {
      return new Closing(plan, assignment, logged);
    }
  }

  /** {@code openReveal} is on its way. */
  record Closing(RoundPlan plan, Digest assignment, int logged) implements RoundState {
    /** No commitment can follow, reveals are taken until the deadline. */
    public Revealing revealing(long revealDeadline) {
      return new Revealing(plan, assignment, revealDeadline, 0);
    }
  }

  /** Workers reveal and upload; the first {@code logged} reveals are in the event log. */
  record Revealing(RoundPlan plan, Digest assignment, long revealDeadline, int logged)
      implements RoundState {
    /** More reveals are in the event log. */
    public Revealing logged(int reveals) {
      return new Revealing(plan, assignment, revealDeadline, reveals);
    }

    /** All who committed have revealed and uploaded, or the window is over. */
    public Judging judge() {
      return new Judging(plan, assignment);
    }
  }

  /** Verdicts are found, disputed jobs recomputed, and the next model aggregated. */
  record Judging(RoundPlan plan, Digest assignment) implements RoundState {
    /** The next model and the verdicts are in the event log and stored. */
    public Settling aggregated(
        Digest nextModel, Digest optimizerState, Digest verdicts, long trainingMillis) {
      return new Settling(plan, nextModel, optimizerState, verdicts, trainingMillis, false);
    }
  }

  /**
   * {@code settle} is on its way, the next model is to be evaluated.
   *
   * @param optimizerState what the server optimiser carries on; null without one
   */
  record Settling(
      RoundPlan plan,
      Digest nextModel,
      Digest optimizerState,
      Digest verdicts,
      long trainingMillis,
      boolean evaluated)
      implements RoundState {
    /** The evaluation is in the event log. */
    public Settling evaluated(long millis) {
      return new Settling(plan, nextModel, optimizerState, verdicts, trainingMillis + millis, true);
    }

    /** The result stands on chain; payouts can be delivered. */
    public Settled settled() {
      return new Settled(plan, nextModel, optimizerState);
    }
  }

  /** The round is over. */
  record Settled(RoundPlan plan, Digest nextModel, Digest optimizerState) implements RoundState {}
}
