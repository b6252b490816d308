package io.fedquorum.coordinator.cli;

import java.util.Objects;
import java.util.function.Consumer;

/** Lines for people with the seconds since the command began. */
final class Progress implements Consumer<String> {
  private final Output output;
  private final long begun = System.nanoTime();

  Progress(Output output) {
    this.output = Objects.requireNonNull(output, "output");
  }

  @Override
  public synchronized void accept(String line) {
    output.say("[%6.1f s] %s".formatted((System.nanoTime() - begun) / 1e9, line));
  }
}
