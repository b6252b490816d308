package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command reaches the coordinator. */
final class ServerOptions {
  @Option(
      names = "--coordinator",
      paramLabel = "URL",
      defaultValue = "${env:FEDQ_COORDINATOR:-http://127.0.0.1:8080}",
      description = "The coordinator's address (default: ${DEFAULT-VALUE}).")
  private URI coordinator;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the operator's token (default: operator.token in FEDQ_HOME or .fedq).")
  private Path tokenFile;

  CoordinatorClient client() {
    if (coordinator.getHost() == null
        || !List.of("http", "https").contains(coordinator.getScheme())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--coordinator '%s' must be an http or https address, such as http://127.0.0.1:8080"
              .formatted(coordinator));
    }
    return new CoordinatorClient(coordinator, token());
  }

  private String token() {
    String home = Optional.ofNullable(System.getenv("FEDQ_HOME")).orElse(".fedq");
    Path file = tokenFile != null ? tokenFile : Path.of(home, "operator.token");
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FILE,
          "token file '" + file + "' can't be read; the coordinator makes it at its first start");
    }
  }
}
