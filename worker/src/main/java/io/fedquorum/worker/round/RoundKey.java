package io.fedquorum.worker.round;

import io.fedquorum.worker.status.Keys;

/**
 * Names a round.
 *
 * @param training the training's id on the contract
 * @param round the round, from 1
 */
public record RoundKey(long training, int round) {
  /** For log lines. */
  public Keys keys() {
    return Keys.of(training, round);
  }

  /** The unique key of one of this worker's transactions in this round. */
  public String intent(String step) {
    return "training/%d/round/%d/%s".formatted(training, round, step);
  }

  @Override
  public String toString() {
    return training + "-" + round;
  }
}
