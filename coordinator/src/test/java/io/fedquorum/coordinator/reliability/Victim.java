package io.fedquorum.coordinator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.demo.Child;
import io.fedquorum.simulation.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A process that is to halt at one place after the other, and is started again each time. */
final class Victim {
  private final String name;
  private final Path plan;
  private final Deque<String> places;
  private final Supplier<Child> process;
  private final Consumer<Map<String, String>> starter;
  private final List<String> survived = new ArrayList<>();

  /**
   * @param plan the file that the process looks at
   * @param process its present incarnation
   * @param starter starts another, in an environment
   */
  Victim(
      String name,
      Path plan,
      Deque<String> places,
      Supplier<Child> process,
      Consumer<Map<String, String>> starter) {
    this.name = name;
    this.plan = plan;
    this.places = places;
    this.process = process;
    this.starter = starter;
  }

  /** Lets the process halt at the next place that it passes. */
  void arm() {
    try {
      if (!places.isEmpty()) {
        Files.writeString(plan, places.peek());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again when it has halted, armed for the next place. */
  void revive() {
    if (process.get().isAlive()) {
      return;
    }
    assertThat(process.get().exitCode()).as("end of the " + name).isEqualTo(CrashPoint.EXIT);
    assertThat(plan).as("the plan of the " + name).doesNotExist();
    survived.add(places.remove());
    arm();
    starter.accept(environment(plan));
  }

  boolean isDone() {
    return places.isEmpty();
  }

  /** Where it has halted since the last time this was asked. */
  List<String> survived() {
    List<String> all = List.copyOf(survived);
    survived.clear();
    return all;
  }

  static Map<String, String> environment(Path plan) {
    return Map.of(CrashPoint.VARIABLE, "@" + plan);
  }
}
