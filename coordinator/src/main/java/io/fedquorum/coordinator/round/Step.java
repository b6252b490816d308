package io.fedquorum.coordinator.round;

import io.fedquorum.coordinator.fact.Fact;
import java.util.List;
import java.util.Objects;

/**
 * A step forward: the next state and the facts that it rests on, stored together or not at all.
 *
 * @param <S> what has a state
 */
public record Step<S>(S next, List<Fact> facts) {
  public Step {
    Objects.requireNonNull(next, "next");
    facts = List.copyOf(facts);
  }

  static <S> Step<S> to(S next, Fact... facts) {
    return new Step<>(next, List.of(facts));
  }
}
