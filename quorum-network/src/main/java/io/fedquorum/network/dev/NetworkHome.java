package io.fedquorum.network.dev;

import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where FedQuorum's {@code quorum-network} directory lies: under the system property {@code
 * fedquorum.install}, else under the working directory or one of its parents.
 */
public final class NetworkHome {
  /** The system property that names the project's directory; the launcher sets it. */
  private static final String INSTALL = "fedquorum.install";

  private static final String NAME = "quorum-network";

  private NetworkHome() {}

  /**
   * The directory.
   *
   * @throws NetworkException when there is none
   */
  public static Path find() {
    return find(Optional.ofNullable(System.getProperty(INSTALL)), Path.of(""));
  }

  static Path find(Optional<String> home, Path working) {
    if (home.isPresent()) {
      Path named = Path.of(home.get()).resolve(NAME);
      if (!isHome(named)) {
        throw new NetworkException(
            Reason.BAD_INPUT,
            "fedquorum.install '%s' must be the FedQuorum directory, with %s/package.json in it"
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
                    "no %s directory at or above '%s'; start it by ./fedq, or set -Dfedquorum.install"
                        .formatted(NAME, working.toAbsolutePath())));
  }

  private static boolean isHome(Path directory) {
    return Files.isRegularFile(directory.resolve("package.json"));
  }
}
