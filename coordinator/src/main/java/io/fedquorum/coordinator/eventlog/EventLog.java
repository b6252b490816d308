package io.fedquorum.coordinator.eventlog;

import java.util.List;

/** The log of facts, one chain of events per training. Written once, never changed. */
public interface EventLog {
  /**
   * Appends a fact. It joins the caller's database transaction, so the fact and what it is about
   * are stored together or not at all; appends to one training wait for each other.
   *
   * @param trainingId the training's id
   * @param type such as {@code io.fedquorum.RoundOpened}
   * @param data a record or tree that has a JSON form without binary floating point
   * @return the event as stored
   * @throws IllegalArgumentException when the data has no canonical form
   */
  LoggedEvent append(String trainingId, String type, Object data);

  /**
   * Reads up to 1,000 events in order; call again with the next sequence number until it is empty.
   *
   * @param fromSequence the first sequence number wanted, from 1
   */
  List<LoggedEvent> read(String trainingId, long fromSequence);

  /** As {@link #read}, as the stored lines: exactly the bytes that were hashed and published. */
  List<String> lines(String trainingId, long fromSequence);
}
