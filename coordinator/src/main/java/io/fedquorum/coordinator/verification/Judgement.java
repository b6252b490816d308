package io.fedquorum.coordinator.verification;

import java.util.Objects;

/** What the replicas of a job settle by themselves. */
public sealed interface Judgement {
  /** The replicas settle the job. */
  record Accepted(JobVerdict verdict) implements Judgement {
    public Accepted {
      Objects.requireNonNull(verdict, "verdict");
    }
  }

  /**
   * The coordinator must recompute the job; then {@link Verdicts#refereed}. When answers are too
   * few the caller may first ask more workers.
   */
  record NeedsReferee(int job, Reason reason) implements Judgement {
    public NeedsReferee {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Why a job is recomputed. */
  enum Reason {
    /** There are answers that differ, and the policy accepts none of them. */
    DISPUTED,
    /** The answers agree, or there are none, but the policy wants more of them. */
    TOO_FEW_ANSWERS,
    /** The job is settled and drawn for an audit. */
    AUDIT,
    /** The job is settled but nobody delivered the bytes of the accepted digest. */
    BYTES_MISSING
  }
}
