package io.fedquorum.coordinator.verification;

import java.math.BigDecimal;
import java.util.Objects;

/** When the replicas of a job settle it, and how often a settled job is recomputed all the same. */
public sealed interface Policy {
  /** What {@code majority-referee-audit} without a share means. */
  BigDecimal DEFAULT_AUDIT_SHARE = new BigDecimal("0.1");

  /** The name without parameters. */
  String name();

  /** How many equal answers of the assigned replicas settle a job. */
  int quorum(int replicas);

  /** The share of settled jobs that is recomputed at random, 0 to 1. */
  default BigDecimal auditShare() {
    return BigDecimal.ZERO;
  }

  /** The text that {@link #parse} reads back. */
  default String text() {
    return name();
  }

  /**
   * Refuses a training whose workers can't support the policy.
   *
   * @param workers workers that may take part
   * @param replicas workers per job
   * @param evil how many of the workers may be evil
   */
  default void requireSupported(int workers, int replicas, int evil) {
    if (evil < 0 || evil >= workers) {
      throw new IllegalArgumentException(
          "evil '%d' must be 0 to %d, below the number of workers".formatted(evil, workers - 1));
    }
    if (replicas < 1 || replicas > workers) {
      throw new IllegalArgumentException(
          "replicas '%d' must be 1 to the %d workers".formatted(replicas, workers));
    }
  }

  /**
   * Reads {@code majority}, {@code majority-referee}, {@code majority-referee-audit[:share]} or
   * {@code guaranteed}.
   */
  static Policy parse(String text) {
    Objects.requireNonNull(text, "policy");
    return switch (text) {
      case "majority" -> new Majority();
      case "majority-referee" -> new MajorityReferee();
      case "majority-referee-audit" -> new MajorityRefereeAudit(DEFAULT_AUDIT_SHARE);
      case "guaranteed" -> new Guaranteed();
      default -> parseAudit(text);
    };
  }

  private static Policy parseAudit(String text) {
    String prefix = "majority-referee-audit:";
    if (!text.startsWith(prefix)) {
      throw new IllegalArgumentException(
          "policy '%s' must be one of majority, majority-referee, majority-referee-audit[:share], guaranteed"
              .formatted(text));
    }
    try {
      return new MajorityRefereeAudit(new BigDecimal(text.substring(prefix.length())));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "audit share of policy '%s' must be a number above 0 and up to 1".formatted(text), e);
    }
  }

  /**
   * The policy for a job that was given to reserves as well: as many answers as the policy asks for
   * without them, and no two answers that differ. So one honest answer stops a wrong one: a wrong
   * result is accepted only when each worker that was first drawn for the job is evil or failed.
   *
   * @param replicas workers that a job is drawn
   * @param answers answers that there are
   */
  static Policy escalated(Policy usual, int replicas, int answers) {
    return new Escalated(usual, Math.max(usual.quorum(replicas), answers));
  }

  /** See {@link #escalated}. */
  record Escalated(Policy usual, int needed) implements Policy {
    @Override
    public String name() {
      return usual.name();
    }

    @Override
    public int quorum(int replicas) {
      return needed;
    }

    @Override
    public BigDecimal auditShare() {
      return usual.auditShare();
    }
  }

  /** More than half of the assigned replicas must agree; settled jobs are not recomputed. */
  record Majority() implements Policy {
    @Override
    public String name() {
      return "majority";
    }

    @Override
    public int quorum(int replicas) {
      return replicas / 2 + 1;
    }

    @Override
    public void requireSupported(int workers, int replicas, int evil) {
      Policy.super.requireSupported(workers, replicas, evil);
      if (replicas % 2 == 0) {
        throw new IllegalArgumentException(
            "replicas '%d' must be odd with policy majority, such as %d"
                .formatted(replicas, replicas < workers ? replicas + 1 : replicas - 1));
      }
    }
  }

  /** All assigned replicas must agree, else the coordinator recomputes. */
  record MajorityReferee() implements Policy {
    @Override
    public String name() {
      return "majority-referee";
    }

    @Override
    public int quorum(int replicas) {
      return replicas;
    }
  }

  /**
   * As majority-referee, and a random share of the settled jobs is recomputed.
   *
   * @param share above 0, up to 1
   */
  record MajorityRefereeAudit(BigDecimal share) implements Policy {
    public MajorityRefereeAudit {
      if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "audit share '%s' must be above 0 and up to 1".formatted(share.toPlainString()));
      }
      share = share.stripTrailingZeros();
    }

    @Override
    public String name() {
      return "majority-referee-audit";
    }

    @Override
    public int quorum(int replicas) {
      return replicas;
    }

    @Override
    public BigDecimal auditShare() {
      return share;
    }

    @Override
    public String text() {
      return name() + ":" + share.toPlainString();
    }
  }

  /** More than half must agree, and the replicas are so many that no evil majority can form. */
  record Guaranteed() implements Policy {
    @Override
    public String name() {
      return "guaranteed";
    }

    @Override
    public int quorum(int replicas) {
      return replicas / 2 + 1;
    }

    @Override
    public void requireSupported(int workers, int replicas, int evil) {
      Policy.super.requireSupported(workers, replicas, evil);
      if (replicas < 2L * evil + 1) {
        throw new IllegalArgumentException(
            "replicas '%d' must be at least %d (2 x %d evil + 1) with policy guaranteed"
                .formatted(replicas, 2L * evil + 1, evil));
      }
    }
  }
}
