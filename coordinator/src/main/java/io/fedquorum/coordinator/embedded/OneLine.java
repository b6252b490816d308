package io.fedquorum.coordinator.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shortens what went wrong to one line for the operator. */
final class OneLine {
  private OneLine() {}

  /** The innermost message that says something. */
  static String of(Throwable fault) {
    String line = fault.getClass().getSimpleName();
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each.getMessage() != null && !each.getMessage().isBlank()) {
        line = each.getMessage().lines().findFirst().orElse(line);
      }
    }
    return line;
  }

  /** How much room the disk of a directory has. */
  static String freeSpace(Path directory) {
    Path there = directory;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return (Files.getFileStore(there).getUsableSpace() >> 20) + " MiB free on its disk";
    } catch (IOException | NullPointerException e) {
      return "free space unknown";
    }
  }
}
