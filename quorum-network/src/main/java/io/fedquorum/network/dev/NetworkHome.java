package io.fedquorum.network.dev;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where FedQuorum's {@code quorum-network} directory lies: under {@code FEDQ_HOME}, else under the
 * working directory or one of its parents.
 */
public final class NetworkHome {
  private static final String NAME = "quorum-network";

  private NetworkHome() {}

  /**
   * The directory.
   *
   * @throws NetworkException when there is none
   */
  public static Path find() {
    return find(Optional.ofNullable(System.getenv("FEDQ_HOME")), Path.of(""));
  }

  static Path find(Optional<String> home, Path working) {
    if (home.isPresent()) {
      Path named = Path.of(home.get()).resolve(NAME);
      if (!isHome(named)) {
        throw new NetworkException(
            Reason.BAD_INPUT,
            "FEDQ_HOME '%s' must be the FedQuorum directory, with %s/package.json in it"
                .formatted(home.get(), NAME));
      }
      return named.toAbsolutePath();
    }
    return Stream.iterate(working.toAbsolutePath(), p -> p != null, Path::getParent)
        .map(directory -> directory.resolve(NAME))
        .filter(NetworkHome::isHome)
        .findFirst()
        .orElseThrow(
            () ->
                new NetworkException(
                    Reason.BAD_INPUT,
                    "no %s directory at or above '%s'; set FEDQ_HOME to the FedQuorum directory"
                        .formatted(NAME, working.toAbsolutePath())));
  }

  private static boolean isHome(Path directory) {
    return Files.isRegularFile(directory.resolve("package.json"));
  }
}
