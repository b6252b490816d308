package io.fedquorum.worker.training;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the trainer process is started and supervised.
 *
 * @param pins thread count and BLAS kernel: its numeric profile as far as it can be chosen
 * @param java the Java launcher
 * @param classPath class path of the trainer, in the launcher's syntax
 * @param jvmOptions options before the main class, beyond those that the engine pins
 * @param sharedArchive a class-data archive of the trainer's class path (AppCDS), which halves the
 *     start; ignored unless it is there and fits this JVM and class path
 * @param startTimeout how long a start may take, dataset and canary included
 * @param callTimeout how long one training or evaluation may take
 * @param log takes the trainer's log, line by line; called from another thread
 */
public record TrainerSettings(
    NumericPins pins,
    Path java,
    String classPath,
    List<String> jvmOptions,
    Optional<Path> sharedArchive,
    Duration startTimeout,
    Duration callTimeout,
    Consumer<String> log) {
  /** The system property that names the trainer's class path; without it: this JVM's own. */
  public static final String CLASS_PATH = "fedquorum.trainer.classpath";

  /** The system property that names the class-data archive; without it: none. */
  public static final String ARCHIVE = "fedquorum.trainer.archive";

  public TrainerSettings {
    Objects.requireNonNull(pins, "pins");
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(classPath, "classPath");
    jvmOptions = List.copyOf(jvmOptions);
    Objects.requireNonNull(sharedArchive, "sharedArchive");
    requirePositive("startTimeout", startTimeout);
    requirePositive("callTimeout", callTimeout);
    Objects.requireNonNull(log, "log");
  }

  /** This JVM's launcher, the configured class path, and generous time-outs. */
  public static TrainerSettings defaults(Consumer<String> log) {
    String launcher = File.separatorChar == '\\' ? "java.exe" : "java";
    return new TrainerSettings(
        NumericPins.STANDARD,
        Path.of(System.getProperty("java.home"), "bin", launcher),
        System.getProperty(CLASS_PATH, System.getProperty("java.class.path")),
        List.of(),
        Optional.ofNullable(System.getProperty(ARCHIVE)).map(Path::of),
        Duration.ofMinutes(3),
        Duration.ofMinutes(15),
        log);
  }

  /** The same with another numeric profile. */
  public TrainerSettings withPins(NumericPins other) {
    return new TrainerSettings(
        other, java, classPath, jvmOptions, sharedArchive, startTimeout, callTimeout, log);
  }

  /** The same with another limit for one call. */
  public TrainerSettings withCallTimeout(Duration timeout) {
    return new TrainerSettings(
        pins, java, classPath, jvmOptions, sharedArchive, startTimeout, timeout, log);
  }

  /** The same with another class-data archive, or none. */
  public TrainerSettings withSharedArchive(Optional<Path> archive) {
    return new TrainerSettings(
        pins, java, classPath, jvmOptions, archive, startTimeout, callTimeout, log);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " '" + value + "' must be above 0");
    }
  }
}
