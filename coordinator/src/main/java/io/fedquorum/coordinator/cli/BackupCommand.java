package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.backup.Backup;
import io.fedquorum.protocol.CanonicalJson;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedq backup}: a copy of database and artifacts. */
@Command(
    name = "backup",
    description =
        "Copy a coordinator's embedded database and its artifacts, while it runs or not."
            + " Keys and tokens are not in the copy.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = ".fedq",
      description = "The coordinator's home (default: ${DEFAULT-VALUE}).")
  private Path home;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "A directory that does not exist yet.")
  private Path to;

  @Override
  public Integer call() {
    Backup.Summary made =
        Backup.make(home.toAbsolutePath(), to.toAbsolutePath(), Clock.systemUTC());
    output.print(
        CanonicalJson.mapper()
            .createObjectNode()
            .put("schemaVersion", 1)
            .put("backup", to.toString())
            .put("rows", made.rows())
            .put("artifacts", made.artifacts()),
        "%d rows and %d artifacts of %s are in %s; keys and tokens are not"
            .formatted(made.rows(), made.artifacts(), home, to));
    return 0;
  }
}
