package io.fedquorum.coordinator.demo;

import io.fedquorum.worker.training.TrainerSettings;
import io.fedquorum.worker.training.dataset.DatasetSources;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the built programs are, and how they are started.
 *
 * @param root the project's directory
 */
public record Installation(Path root) {
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto");

  public Installation {
    Objects.requireNonNull(root, "root");
  }

  /** What the launcher names, or the working directory. */
  public static Installation find() {
    return new Installation(
        Path.of(System.getProperty(DatasetSources.INSTALL, "")).toAbsolutePath().normalize());
  }

  /** The command of a coordinator. */
  public List<String> coordinator(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java()));
    // One compiler tier: it lives for minutes, and shares its cores with everybody who starts.
    command.addAll(SMALL);
    command.addAll(List.of("-Xms64m", "-Xmx400m", "-Xss512k"));
    command.add("-XX:MaxMetaspaceSize=256m");
    command.addAll(trainer());
    command.addAll(
        List.of("-jar", root.resolve("coordinator/target/quarkus-app/quarkus-run.jar").toString()));
    command.addAll(arguments);
    return command;
  }

  /** The command of a worker. */
  public List<String> worker(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(SMALL);
    command.addAll(List.of("-Xms32m", "-Xmx160m"));
    command.addAll(trainer());
    command.addAll(List.of("-cp", workerClassPath(), "io.fedquorum.worker.WorkerMain"));
    command.addAll(arguments);
    return command;
  }

  /** The command of a fleet of simulated workers. */
  public List<String> fleet(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(SMALL);
    command.addAll(List.of("-Xms64m", "-Xmx768m"));
    command.addAll(trainer());
    command.addAll(List.of("-cp", workerClassPath(), "io.fedquorum.worker.FleetMain"));
    command.addAll(arguments);
    return command;
  }

  private List<String> trainer() {
    List<String> properties = new ArrayList<>();
    properties.add("-D" + DatasetSources.INSTALL + "=" + root);
    properties.add("-D" + TrainerSettings.CLASS_PATH + "=" + workerClassPath());
    Optional.of(root.resolve("worker/target/dist/trainer.jsa"))
        .filter(Files::isRegularFile)
        .ifPresent(file -> properties.add("-D" + TrainerSettings.ARCHIVE + "=" + file));
    return properties;
  }

  private String workerClassPath() {
    return root.resolve("worker/target/dist/lib") + File.separator + "*";
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
