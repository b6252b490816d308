package io.fedquorum.coordinator.replay;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What to replay.
 *
 * @param round train only this round's jobs again; empty for all rounds. Everything else is always
 *     checked in full
 * @param progress takes a line for each round that is done
 */
public record ReplayOptions(Optional<Integer> round, Consumer<String> progress) {
  boolean trains(int candidate) {
    return round.isEmpty() || round.get() == candidate;
  }
}
