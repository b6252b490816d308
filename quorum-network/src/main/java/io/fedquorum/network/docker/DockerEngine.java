package io.fedquorum.network.docker;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code docker} command, with an engine behind it and the Compose plug-in.
 *
 * @param program absolute
 */
public record DockerEngine(Path program) {
  private static final int ASK_SECONDS = 20;

  public DockerEngine {
    Objects.requireNonNull(program, "program");
  }

  /** The engine of this machine; the command alone, without an engine that answers, is none. */
  public static Optional<DockerEngine> find() {
    return Programs.find("docker")
        .filter(docker -> answers(docker, "info"))
        .filter(docker -> answers(docker, "compose", "version"))
        .map(DockerEngine::new);
  }

  /**
   * The engine of this machine.
   *
   * @throws NetworkException when there is none
   */
  public static DockerEngine require() {
    return find()
        .orElseThrow(
            () ->
                new NetworkException(
                    Reason.MISSING_PROGRAM,
                    "no Docker engine with the Compose plug-in answers; start it, or choose"
                        + " --kind goquorum or --kind dev"));
  }

  /**
   * Runs {@code docker} and gives its output.
   *
   * @throws NetworkException with the first line of its complaint
   */
  String run(Path directory, int seconds, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Programs.Output output =
        Programs.run(directory, seconds, command)
            .orElseThrow(() -> failed(arguments, "it did not end in " + seconds + " s"));
    if (!output.ok()) {
      throw failed(arguments, output.text().lines().reduce((a, b) -> b).orElse("no output"));
    }
    return output.text();
  }

  private static NetworkException failed(List<String> arguments, String why) {
    String command = "docker " + String.join(" ", arguments);
    return new NetworkException(Reason.START_FAILED, "'" + command + "' failed: " + why);
  }

  private static boolean answers(Path docker, String... arguments) {
    List<String> command = new ArrayList<>(List.of(docker.toString()));
    command.addAll(List.of(arguments));
    return Programs.run(Path.of("").toAbsolutePath(), ASK_SECONDS, command)
        .filter(Programs.Output::ok)
        .isPresent();
  }
}
