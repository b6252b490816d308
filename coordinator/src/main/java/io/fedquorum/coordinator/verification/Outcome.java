package io.fedquorum.coordinator.verification;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a replica is judged: correct, wrong, or missing for one of three reasons. */
public enum Outcome {
  /** Its digest is the accepted one. */
  CORRECT("correct"),
  /** Its digest is another one. */
  WRONG("wrong"),
  /** It did not commit in time. */
  NO_COMMIT("no-commit"),
  /** It committed and withheld its reveal, or revealed what it had not committed to. */
  NO_REVEAL("no-reveal"),
  /** It named a digest whose bytes are not an artifact of the model. */
  MALFORMED("malformed");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** The name in the verdict list. */
  @JsonValue
  public String label() {
    return label;
  }

  /** Whether the replica has no answer to compare. */
  public boolean missing() {
    return this != CORRECT && this != WRONG;
  }
}
