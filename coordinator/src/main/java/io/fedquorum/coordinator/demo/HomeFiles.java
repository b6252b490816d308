package io.fedquorum.coordinator.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files in a demonstration's home directory. */
final class HomeFiles {
  private HomeFiles() {}

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
