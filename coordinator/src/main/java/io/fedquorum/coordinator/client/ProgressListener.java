package io.fedquorum.coordinator.client;

import java.util.function.Consumer;

/** Hears what happens in long work, for people. */
@FunctionalInterface
public interface ProgressListener extends Consumer<String> {
  /**
   * So much of the work is done.
   *
   * @param done finished parts
   * @param total all parts
   */
  default void progress(int done, int total) {}
}
