package io.fedquorum.coordinator.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server whose starter was killed. It is found by {@code postmaster.pid} and believed
 * only when that process is a postgres working in the same data directory: process ids are reused.
 */
final class OrphanedPostgres {
  private static final int SECONDS_TO_STOP = 30;

  private OrphanedPostgres() {}

  /** Stops the server of a data directory, if one runs, with a checkpoint, losing nothing. */
  static void stop(Path data) throws IOException {
    Optional<ProcessHandle> running = find(data);
    if (running.isEmpty()) {
      return;
    }
    ProcessHandle server = running.get();
    // SIGINT is PostgreSQL's "fast shutdown": ends sessions, writes a checkpoint. Java has no way
    // to send it; destroy() sends SIGTERM, which waits for the sessions of others to end.
    signal(server, "-INT");
    try {
      server.onExit().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new EmbeddedPartException(
          "embedded PostgreSQL can't start: an earlier server (process %d) on %s does not stop, stop it first"
              .formatted(server.pid(), data),
          e);
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an earlier server stops", e);
    }
  }

  /** The server that runs on a data directory. */
  static Optional<ProcessHandle> find(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0)))
        .filter(process -> worksIn(process.pid(), data));
  }

  private static boolean worksIn(long pid, Path data) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath())
          && Files.readString(process.resolve("comm")).startsWith("postgres");
    } catch (IOException e) {
      return false;
    }
  }

  private static void signal(ProcessHandle server, String signal) throws IOException {
    new ProcessBuilder("kill", signal, Long.toString(server.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
