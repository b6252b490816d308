package io.fedquorum.worker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes the class-data archive (AppCDS) that halves a trainer's start. It fits one JVM and one
 * class path of JAR files; a trainer that it does not fit starts without it.
 */
public final class TrainerArchive {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private TrainerArchive() {}

  /**
   * Arguments: the file to write. The class path is that of the trainer, see {@link
   * TrainerSettings}.
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: TrainerArchive FILE");
      System.exit(2);
    }
    create(TrainerSettings.defaults(System.err::println), Path.of(arguments[0]));
  }

  /**
   * Writes the archive; several processes may do so at once.
   *
   * @throws TrainingException when the trainer's JVM cannot make it; its own words are on stderr
   */
  public static void create(TrainerSettings settings, Path archive) {
    Path target = archive.toAbsolutePath();
    try {
      Path fresh =
          target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid());
      Files.createDirectories(target.getParent());
      ProcessBuilder builder = new ProcessBuilder(TrainerCommand.toArchive(settings, fresh));
      TrainerCommand.pin(builder.environment(), settings.pins());
      Process process = builder.inheritIO().start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      if (!Files.isRegularFile(fresh)) {
        throw new TrainingException(target + ": the trainer's JVM made no class-data archive");
      }
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TrainingException(target + ": it cannot be written: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException(target + ": interrupted", e);
    }
  }
}
