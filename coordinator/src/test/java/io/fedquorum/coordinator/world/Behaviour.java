package io.fedquorum.coordinator.world;

/** What a scripted worker does. */
public enum Behaviour {
  /** Everything as asked. */
  HONEST,
  /** Agrees with its kind on one wrong result for each job. */
  COLLUDING,
  /** Answers wrongly where no other worker has its job, else rightly. */
  CHEATS_ALONE,
  /** Commits honestly, shortly before the window closes. */
  LATE,
  /** Never says anything. */
  SILENT,
  /** Commits, and never reveals. */
  WITHHELD_REVEAL,
  /** Reveals a digest more than it has jobs. */
  WRONG_COUNT,
  /** Reveals its own wrong result. */
  LONE_WRONG,
  /** Reveals the right digests and never uploads, however many it has. */
  NO_UPLOAD,
  /** Names the job list, an artifact that is there and is no result, for each job. */
  JOB_LIST,
  /** Honest with jobs; without, it commits to something all the same and reveals it late. */
  MEDDLING
}
