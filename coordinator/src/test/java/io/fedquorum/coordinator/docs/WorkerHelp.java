package io.fedquorum.coordinator.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What the worker says about itself. It is a program of its own, which the coordinator must not
 * know, so it is asked as a program.
 *
 * @param main {@code --help}
 * @param keygen {@code keygen --help}
 */
record WorkerHelp(String main, String keygen) {
  static WorkerHelp ask() {
    return new WorkerHelp(run("--help"), run("keygen", "--help"));
  }

  /** Whether the help names this option, such as {@code --rpc} or {@code --rpc=URL}. */
  boolean hasOption(String word) {
    String name = word.replaceFirst("=.*", "");
    return List.of((main + keygen).split("[\\s=\\[\\],]+", -1)).contains(name);
  }

  private static String run(String... arguments) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder program =
        new ProcessBuilder(java.toString(), "-cp", classPath, "io.fedquorum.worker.WorkerMain");
    program.command().addAll(List.of(arguments));
    try {
      Process process = program.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the worker's help ended with a fault: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("the worker's help can't be asked", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the worker's help was asked", e);
    }
  }
}
