package io.fedquorum.simulation;

import java.util.Locale;

/**
 * A named place next to a durable step, where a test can halt the process as a power cut would. It
 * does nothing unless the system property {@value #PROPERTY}, or the environment variable {@value
 * #VARIABLE}, names a place, as {@code label}, {@code label:n} for the n-th time it is passed, or
 * {@code @file} for a file that holds one of these, is looked at each time, and is removed before
 * the halt. The process then says so on stderr and ends with code {@value #EXIT}.
 */
public enum CrashPoint {
  // Coordinator
  /** The first model is stored, the training is not. */
  TRAINING_BEFORE,
  /** The training is stored, the caller does not know. */
  TRAINING_STORED,
  /** A step is computed, nothing is stored. */
  STEP_BEFORE,
  /** State and facts are written, the database transaction is open. */
  STEP_UNCOMMITTED,
  /** The step is stored. */
  STEP_STORED,
  /** An intent has a nonce and a signature, the database transaction is open. */
  INTENT_UNCOMMITTED,
  /** Events are read from the chain, nothing is stored. */
  EVENTS_BEFORE,
  /** Events and cursor are written, the database transaction is open. */
  EVENTS_UNCOMMITTED,
  /** Events and cursor are stored. */
  EVENTS_STORED,
  /** An artifact's bytes are on the disk, without their name. */
  ARTIFACT_WRITTEN,
  /** An artifact has its name, its directory is not forced. */
  ARTIFACT_RENAMED,
  /** An artifact is durable, its writer does not know. */
  ARTIFACT_STORED,
  /** A worker's result is stored, the round has not looked. */
  UPLOAD_STORED,
  /** Events are about to go to Kafka. */
  OUTBOX_BEFORE,
  /** Kafka has events that are not marked as sent. */
  OUTBOX_PUBLISHED,
  /** Events are marked as sent. */
  OUTBOX_MARKED,
  /** A lease is about to be taken. */
  LEASE_BEFORE,
  /** A lease is taken, nobody uses it yet. */
  LEASE_TAKEN,
  /** A lease was prolonged. */
  LEASE_RENEWED,

  // Both
  /** An intent is about to get its nonce. */
  INTENT_BEFORE,
  /** An intent is stored, it is not sent. */
  INTENT_STORED,
  /** Signed bytes are about to go to the node. */
  SEND_BEFORE,
  /** The node has the bytes. */
  SENT,
  /** A receipt is read, it is not stored. */
  RECEIPT_BEFORE,
  /** A receipt is stored. */
  RECEIPT_STORED,

  // Worker
  /** An intent is written to the journal, which is not forced. */
  INTENT_UNFORCED,
  /** A round's record is about to be appended. */
  JOURNAL_BEFORE,
  /** A round's record is durable. */
  JOURNAL_WRITTEN,
  /** A file is on the disk under its draft's name. */
  FILE_WRITTEN,
  /** A file has its name, its directory is not forced. */
  FILE_RENAMED,
  /** A result is trained, it is not on the disk. */
  RESULT_BEFORE,
  /** A result is on the disk, the journal does not know. */
  RESULT_WRITTEN,
  /** The effects of events are stored, the cursor is not. */
  CURSOR_BEFORE,
  /** The cursor is stored. */
  CURSOR_STORED,
  /** A result is about to be uploaded. */
  UPLOAD_BEFORE,
  /** A result is uploaded, the journal does not know. */
  UPLOADED,
  /** A round that ended is about to be removed. */
  FORGET_BEFORE,
  /** A round that ended is removed. */
  FORGOTTEN;

  /** The system property. */
  public static final String PROPERTY = "fedquorum.crash";

  /** The environment variable. */
  public static final String VARIABLE = "FEDQUORUM_CRASH";

  /** What a process that was halted ends with. */
  public static final int EXIT = 86;

  private static final CrashPlan PLAN =
      CrashPlan.of(System.getProperty(PROPERTY, System.getenv(VARIABLE)));

  /** As a plan names it, such as {@code step-stored}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The process is here. */
  public void pass() {
    if (PLAN != null) {
      PLAN.pass(label());
    }
  }
}
