package io.fedquorum.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs Node's programs in the root of this module. */
final class NodeCommand {
  /** Surefire starts the tests in the module's root. */
  static final Path MODULE = Path.of("").toAbsolutePath();

  private static final int LEAST_NODE = 20;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
  private static final long TIMEOUT_MINUTES = 15;

  private NodeCommand() {}

  /** A finished command: its exit code, and what it wrote to both streams. */
  record Result(String command, int exitCode, String output) {}

  /** Fails with one line when Node is missing or too old. */
  static void requireNode() throws IOException, InterruptedException {
    String found;
    try {
      found = run("node", "--version").output().strip();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The contract tests need Node 20 or newer: no program 'node' on PATH. Install Node, or skip"
              + " them with -Dtest='!SolidityTest'.",
          e);
    }
    Matcher version = VERSION.matcher(found);
    if (!version.matches() || Integer.parseInt(version.group(1)) < LEAST_NODE) {
      throw new IllegalStateException(
          "The contract tests need Node 20 or newer: 'node --version' says '" + found + "'.");
    }
  }

  /** Runs a command to its end; its output goes through a file, so that it can never block. */
  static Result run(String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("fedquorum-node-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(MODULE.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      int exitCode = ended ? process.exitValue() : -1;
      return new Result(String.join(" ", List.of(command)), exitCode, Files.readString(log));
    } finally {
      Files.delete(log);
    }
  }
}
