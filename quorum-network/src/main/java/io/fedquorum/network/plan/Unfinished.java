package io.fedquorum.network.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Marks a directory whose network is being made. Where the mark outlives the command, that was
 * interrupted before any node ran: what lies there is ours, and worth nothing.
 */
public final class Unfinished {
  private static final String FILE = ".unfinished";

  private Unfinished() {}

  /** Whether a directory has the mark. */
  public static boolean is(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  /** Removes what an interrupted command left, and marks the directory. */
  public static void begin(Path directory) {
    if (is(directory)) {
      clear(directory);
    }
    try {
      Files.createFile(directory.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory + "' cannot be written", e);
    }
  }

  /** Takes the mark away: the network is made. */
  public static void end(Path directory) {
    try {
      Files.delete(directory.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory + "' cannot be written", e);
    }
  }

  /** All but the lock, which a command holds; the mark goes last, so that this can be cut off. */
  private static void clear(Path directory) {
    Path mark = directory.resolve(FILE);
    Path lock = directory.resolve(DirectoryLock.FILE);
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directory) && !path.equals(mark) && !path.equals(lock)) {
          Files.delete(path);
        }
      }
      Files.delete(mark);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory + "' cannot be cleared", e);
    }
  }
}
