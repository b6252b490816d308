package io.fedquorum.network.node;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedquorum.network.node.NetworkException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that was started here and may outlive its starter. It is known by its process id, its
 * start time and its executable together, so that a process which merely got the same id later is
 * never taken for it.
 *
 * @param pid process id
 * @param startedMillis start time, milliseconds since 1970 as the operating system gives it
 * @param command the executable
 */
public record NodeProcess(long pid, long startedMillis, String command) {
  /** In a node's directory: what it prints. */
  public static final String LOG = "node.log";

  private static final String FILE = "process.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  // Linux derives start times from the boot time, which moves when the clock is set.
  private static final long CLOCK_TOLERANCE_MILLIS = 2_000;
  private static final int STOP_SECONDS = 15;

  public NodeProcess {
    Objects.requireNonNull(command, "command");
  }

  /**
   * Starts a program in a session of its own, so that neither the end of this process nor a Ctrl-C
   * in its terminal ends it.
   *
   * @param command program and arguments; the program is an absolute path
   * @param environment added to this process's environment
   * @param log where both output streams are appended
   */
  public static NodeProcess start(List<String> command, Map<String, String> environment, Path log) {
    ProcessBuilder builder = new ProcessBuilder(inOwnSession(command));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    try {
      ProcessHandle handle = builder.start().toHandle();
      return new NodeProcess(handle.pid(), startOf(handle), command.get(0));
    } catch (IOException e) {
      throw new NetworkException(
          Reason.MISSING_PROGRAM,
          "'" + command.get(0) + "' cannot be started: " + e.getMessage(),
          e);
    }
  }

  /** The process that {@link #save} noted; empty when there is none. */
  public static Optional<NodeProcess> load(Path nodeDirectory) {
    Path file = nodeDirectory.resolve(FILE);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), NodeProcess.class))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the process that {@link #save} noted still runs. */
  public static boolean isRunning(Path nodeDirectory) {
    return load(nodeDirectory).filter(NodeProcess::isRunning).isPresent();
  }

  /** Ends the process that {@link #save} noted, and no other. */
  public static void stop(Path nodeDirectory) {
    load(nodeDirectory).ifPresent(NodeProcess::stop);
  }

  /** Notes the process in a node's directory. */
  public void save(Path nodeDirectory) {
    Path file = nodeDirectory.resolve(FILE);
    try {
      Files.write(file, JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException("process file '" + file + "' cannot be written", e);
    }
  }

  /** Whether this very process still runs. */
  @JsonIgnore
  public boolean isRunning() {
    return handle().isPresent();
  }

  /** Asks it to end, waits, and then ends it. Nothing happens when it does not run. */
  public void stop() {
    handle().ifPresent(NodeProcess::end);
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isThis);
  }

  private boolean isThis(ProcessHandle candidate) {
    boolean sameStart = Math.abs(startOf(candidate) - startedMillis) <= CLOCK_TOLERANCE_MILLIS;
    // The launcher names the program in its arguments too, before it becomes the program.
    String commandLine = candidate.info().commandLine().orElse(command);
    return sameStart && commandLine.contains(command);
  }

  private static void end(ProcessHandle handle) {
    handle.destroy();
    try {
      handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      handle.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      handle.destroyForcibly();
    }
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static List<String> inOwnSession(List<String> command) {
    List<String> all = new ArrayList<>();
    // Both replace themselves by the program: the process id stays. macOS has only the second.
    Programs.find("setsid")
        .or(() -> Programs.find("nohup"))
        .ifPresent(launcher -> all.add(launcher.toString()));
    all.addAll(command);
    return all;
  }
}
