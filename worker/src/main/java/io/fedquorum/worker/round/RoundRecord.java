package io.fedquorum.worker.round;

import java.util.Comparator;
import java.util.Objects;

/**
 * A round in the journal.
 *
 * @param facts what the chain said
 * @param state how far this worker is
 */
public record RoundRecord(RoundFacts facts, RoundState state) {
  /** The order of the chain. */
  public static final Comparator<RoundRecord> CHAIN_ORDER =
      Comparator.comparingLong((RoundRecord r) -> r.facts().openedBlock())
          .thenComparingInt(r -> r.facts().openedIndex());

  public RoundRecord {
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(state, "state");
  }

  /** The round. */
  public RoundKey key() {
    return facts.key();
  }

  /** The same with new facts. */
  public RoundRecord with(RoundFacts newFacts) {
    return new RoundRecord(newFacts, state);
  }

  /** The same in a new state. */
  public RoundRecord with(RoundState newState) {
    return new RoundRecord(facts, newState);
  }
}
