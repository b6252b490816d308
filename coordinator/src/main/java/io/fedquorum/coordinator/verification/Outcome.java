package io.fedquorum.coordinator.verification;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a replica is judged: correct, wrong, or missing for one of several reasons; with tolerant
 * agreement also unproven.
 */
public enum Outcome {
  /** Its digest is the accepted one; with tolerant agreement its result is near enough. */
  CORRECT("correct"),
  /**
   * Its digest is another one; with tolerant agreement its result is too far away, although a
   * result of its own numeric profile is near enough.
   */
  WRONG("wrong"),
  /**
   * With tolerant agreement: its result is too far away, and no result of its numeric profile is
   * near enough, so that the profile may be the reason. Neither paid nor slashed.
   */
  UNPROVEN("unproven"),
  /** It did not commit in time. */
  NO_COMMIT("no-commit"),
  /** It committed and withheld its reveal, or revealed what it had not committed to. */
  NO_REVEAL("no-reveal"),
  /** It named a digest whose bytes are not an artifact of the model. */
  MALFORMED("malformed"),
  /** With tolerant agreement: it did not deliver the bytes of its digest in time. */
  NO_UPLOAD("no-upload");

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
    return this != CORRECT && this != WRONG && this != UNPROVEN;
  }
}
