package io.fedquorum.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a test wants the process to halt. */
final class CrashPlan {
  private final String fixed;
  private final Path file;
  private String wanted = "";
  private int passes;

  private CrashPlan(String fixed, Path file) {
    this.fixed = fixed;
    this.file = file;
  }

  /** The plan in these words; null for none. */
  static CrashPlan of(String words) {
    if (words == null || words.isBlank()) {
      return null;
    }
    return words.startsWith("@")
        ? new CrashPlan(null, Path.of(words.substring(1)))
        : new CrashPlan(words, null);
  }

  synchronized void pass(String label) {
    String now = fixed == null ? read() : fixed;
    if (!now.equals(wanted)) {
      wanted = now;
      passes = 0;
    }
    int colon = now.indexOf(':');
    String place = colon < 0 ? now : now.substring(0, colon);
    int times = colon < 0 ? 1 : Integer.parseInt(now.substring(colon + 1));
    if (place.equals(label) && ++passes == times) {
      halt();
    }
  }

  private void halt() {
    System.err.println("simulated crash at " + wanted);
    System.err.flush();
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("the plan can't be removed: " + e.getMessage());
    }
    Runtime.getRuntime().halt(CrashPoint.EXIT);
  }

  private String read() {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
