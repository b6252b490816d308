package io.fedquorum.coordinator.demo;

import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files of a demonstration. */
public final class HomeFiles {
  private HomeFiles() {}

  /**
   * Makes the directory that everything goes to.
   *
   * @throws CommandFailure when there is something in it, or it can't be made
   */
  public static void requireEmpty(Path out) {
    try {
      Files.createDirectories(out);
      try (Stream<Path> entries = Files.list(out)) {
        if (entries.findAny().isPresent()) {
          throw new CommandFailure(
              ExitCode.USAGE, "--out '" + out + "' must be empty or not there yet");
        }
      }
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FILE, "--out '" + out + "' must be a directory to write");
    }
  }

  /** A file of one line. */
  static String line(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' can't be read", e);
    }
  }

  /** Removes a directory and all that is in it. */
  static void remove(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory + "' can't be removed", e);
    }
  }
}
