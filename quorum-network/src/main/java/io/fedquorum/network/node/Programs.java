package io.fedquorum.network.node;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine. */
public final class Programs {
  private Programs() {}

  /** What a program printed, both streams together, and how it ended. */
  public record Output(int exitCode, String text) {
    /** Ended with 0. */
    public boolean ok() {
      return exitCode == 0;
    }
  }

  /** The executable file of this name on PATH. */
  public static Optional<Path> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, name).toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /**
   * Runs a program to its end.
   *
   * @return empty when it cannot be started or does not end in time
   */
  public static Optional<Output> run(Path directory, int seconds, List<String> command) {
    try {
      Path out = Files.createTempFile("fedq", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return Optional.of(
            new Output(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8).strip()));
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
