package io.fedquorum.coordinator.attack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fedquorum.protocol.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One training under one attack, and what became of the promise.
 *
 * @param attack the attack's name
 * @param evil how many evil workers there were at a time
 * @param bound wrong results that the policy may accept in the worst case for the assignments that
 *     were drawn, over all rounds; from the planner
 * @param wrongAccepted wrong results that were accepted; found by replay
 * @param model the final model
 * @param digestEqual whether it is that of the training without attack
 * @param honest what became of the honest workers
 * @param attackers what became of the evil ones
 * @param recomputed jobs that the coordinator trained itself
 * @param replayedEvents events of the log that replay confirmed
 */
public record AttackCase(
    String attack,
    int evil,
    int bound,
    int wrongAccepted,
    Digest model,
    boolean digestEqual,
    Tally honest,
    Tally attackers,
    int recomputed,
    int replayedEvents) {
  public AttackCase {
    Objects.requireNonNull(attack, "attack");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(honest, "honest");
    Objects.requireNonNull(attackers, "attackers");
  }

  /**
   * {@code yes}: every wrong or missing answer was judged so; {@code no}: wrong results were
   * accepted; {@code harmless}: all that the evil workers answered was right.
   */
  @JsonProperty
  public String caught() {
    if (wrongAccepted > 0) {
      return "no";
    }
    return attackers.wrong() + attackers.missing() > 0 ? "yes" : "harmless";
  }

  /** What was promised and not kept; empty when all was. */
  @JsonProperty
  public List<String> broken() {
    List<String> broken = new ArrayList<>();
    if (wrongAccepted > bound) {
      broken.add("%d wrong results accepted, at most %d".formatted(wrongAccepted, bound));
    }
    if (bound == 0 && !digestEqual) {
      broken.add("the final model is not that of the training without attack");
    }
    if (bound == 0 && !honest.slashedWei().equals("0")) {
      broken.add("honest workers lost " + honest.slashedWei() + " wei");
    }
    return broken;
  }
}
