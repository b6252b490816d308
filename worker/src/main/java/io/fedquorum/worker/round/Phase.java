package io.fedquorum.worker.round;

/** Where a round stands on chain. */
public enum Phase {
  /** Open, not yet assigned. */
  OPENED,
  /** Assigned; the commit window runs until its deadline. */
  COMMITTING,
  /** Reveals are taken until the deadline. */
  REVEALING,
  /** Settled or given up. */
  ENDED
}
