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
  LAST_MINUTE,
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
  /** Honest under a numeric profile of its own kind, whose results are a little off. */
  OTHER_PROFILE,
  /** Of the other profile, and wrong together with its kind by a little less than the threshold. */
  INSIDE,
  /** Of the other profile, and wrong together with its kind by more than the threshold. */
  OUTSIDE,
  /** Honest with jobs; without, it commits to something all the same and reveals it late. */
  MEDDLING,
  /** Answers with the update in the opposite direction. */
  SIGN_FLIP,
  /** Trains on other labels: like its kind, another result for each job. */
  LABEL_FLIP,
  /** Answers with its honest result of the round before, or with the start model. */
  STALE,
  /** Deviates in the last bit of one parameter. */
  ONE_ULP,
  /** Answers with parameters that are no numbers. */
  NAN,
  /** Commits when the window is closed. */
  LATE,
  /** Copies the first commitment that it sees, and that worker's reveal. */
  COPYCAT,
  /** Commits to one answer and tries to reveal another. */
  TWO_ANSWERS,
  /** Reveals honestly and uploads cut bytes. */
  MALFORMED,
  /** Honest, and sends junk to the contract. */
  FLOOD,
  /** Knows the assignment: lies with its kind where it has every replica, else honest. */
  INFORMED
}
