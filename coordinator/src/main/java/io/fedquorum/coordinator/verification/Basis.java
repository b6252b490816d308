package io.fedquorum.coordinator.verification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a job's digest was accepted. */
public enum Basis {
  /** All replicas gave it. */
  UNANIMOUS,
  /** More than half of the assigned replicas gave it. */
  MAJORITY,
  /** The coordinator computed it, the replicas had not settled the job. */
  REFEREE,
  /** The coordinator computed it, as a random check of a settled job. */
  AUDIT;

  /** The name in the verdict list. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
