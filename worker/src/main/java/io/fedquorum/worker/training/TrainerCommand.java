package io.fedquorum.worker.training;

import io.fedquorum.worker.training.dataset.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line and the pinned environment of a trainer: all that its numbers may depend on. */
final class TrainerCommand {
  /** Named as text, so that nothing here depends on Deeplearning4j. */
  static final String MAIN = "io.fedquorum.worker.training.trainer.TrainerMain";

  private static final String WARM_UP = "io.fedquorum.worker.training.trainer.TrainerWarmUp";

  /** Where a native crash is described; %p is the process. The log names the file. */
  private static final String CRASH_REPORT =
      Path.of(System.getProperty("java.io.tmpdir"), "fedquorum-trainer-%p.log").toString();

  /** What a JVM and the unpacking of natives need; everything else could change numbers. */
  private static final Set<String> KEPT =
      Set.of("HOME", "PATH", "USER", "LANG", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE");

  private static final Map<String, String> PINNED =
      Map.of(
          "OMP_DYNAMIC", "FALSE",
          // One heap of malloc is enough for one busy thread; more only cost memory.
          "MALLOC_ARENA_MAX", "2");

  /**
   * One compiler tier: the work is in native code, and C2 would spend more time on a short-lived
   * trainer than it wins. Logging goes to stderr, stdout belongs to the frames.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms64m",
          "-Xmx384m",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=" + CRASH_REPORT,
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Djava.awt.headless=true",
          "-Dslf4j.internal.verbosity=ERROR",
          "-Dorg.bytedeco.javacpp.maxbytes=512m",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=1200m");

  private TrainerCommand() {}

  /** The archive to start with, if it is there. */
  static Optional<Path> archive(TrainerSettings settings) {
    return settings.sharedArchive().filter(Files::isRegularFile);
  }

  static List<String> of(Dataset dataset, TrainerSettings settings) {
    List<String> command = new ArrayList<>();
    command.add(settings.java().toString());
    command.addAll(OPTIONS);
    archive(settings).ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
    command.addAll(settings.jvmOptions());
    command.add("-cp");
    command.add(settings.classPath());
    command.add(MAIN);
    command.add(dataset.directory().toAbsolutePath().toString());
    command.add(String.valueOf(dataset.ref().train()));
    command.add(String.valueOf(dataset.ref().test()));
    return command;
  }

  static List<String> toArchive(TrainerSettings settings, Path archive) {
    List<String> command = new ArrayList<>();
    command.add(settings.java().toString());
    command.addAll(OPTIONS);
    command.addAll(settings.jvmOptions());
    command.add("-XX:ArchiveClassesAtExit=" + archive);
    command.add("-cp");
    command.add(settings.classPath());
    command.add(WARM_UP);
    return command;
  }

  static void pin(Map<String, String> environment, NumericPins pins) {
    environment.keySet().retainAll(KEPT);
    environment.putAll(PINNED);
    environment.putAll(pins.environment());
  }
}
