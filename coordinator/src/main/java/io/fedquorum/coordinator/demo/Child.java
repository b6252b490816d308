package io.fedquorum.coordinator.demo;

import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A process of the demonstration, with its output in a file. */
public final class Child {
  private static final long GRACE_SECONDS = 15;
  private final String name;
  private final Path log;
  private final Process process;

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts a program; its output is appended to the log. */
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    Objects.requireNonNull(name, "name");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new Child(name, log, builder.start());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.PART_FAILED, name + " can't be started: " + e.getMessage());
    }
  }

  /** The operating system's process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it ended with. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Fails when the process has ended by itself. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new CommandFailure(
          ExitCode.PART_FAILED,
          "%s has ended with exit code %d: %s (log: %s)"
              .formatted(name, process.exitValue(), lastLine(), log));
    }
  }

  /** Writes a line to its standard input. */
  public void tell(String line) {
    try {
      Writer in = process.outputWriter(StandardCharsets.UTF_8);
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      requireAlive();
      throw new CommandFailure(ExitCode.PART_FAILED, name + " takes no orders: " + e.getMessage());
    }
  }

  /** Ends its standard input. */
  public void endInput() {
    try {
      process.outputWriter(StandardCharsets.UTF_8).close();
    } catch (IOException e) {
      // It has ended, or it ends now.
      return;
    }
  }

  /** Asks it to stop and waits; a process that does not is killed. */
  public void stop() {
    process.destroy();
    await();
  }

  /** Asks it to stop, without waiting. */
  public void signal() {
    process.destroy();
  }

  /** Waits for its end; a process that takes too long is killed. */
  public void await() {
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Kills it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "its log can't be read";
    }
  }
}
