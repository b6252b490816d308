package io.fedquorum.coordinator.adaptive;

/**
 * A worker's results that were verified in a row, by comparison with a replica or by an audit. A
 * result that nobody checked does not count; a wrong one resets the record.
 *
 * @param verified how many, from 0
 */
public record TrackRecord(int verified) {
  /** A worker that is new, or was caught. */
  public static final TrackRecord NONE = new TrackRecord(0);

  public TrackRecord {
    if (verified < 0) {
      throw new IllegalArgumentException("verified '" + verified + "' must not be negative");
    }
  }

  /** After one more result was checked. */
  public TrackRecord checked(boolean correct) {
    return correct ? new TrackRecord(verified + 1) : NONE;
  }
}
