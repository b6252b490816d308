package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.backup.Backup;
import io.fedquorum.coordinator.backup.Restore;
import io.fedquorum.protocol.CanonicalJson;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedq restore}: a home from a backup. */
@Command(
    name = "restore",
    description =
        "Make a coordinator's home of a backup. Stop the coordinator that the backup was made of"
            + " for good before you start the restored one.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Option(names = "--from", paramLabel = "DIR", required = true, description = "The backup.")
  private Path from;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      required = true,
      description = "A home without database and artifacts.")
  private Path home;

  @Override
  public Integer call() {
    Backup.Summary restored = Restore.into(home.toAbsolutePath(), from.toAbsolutePath());
    output.print(
        CanonicalJson.mapper()
            .createObjectNode()
            .put("schemaVersion", 1)
            .put("home", home.toString())
            .put("rows", restored.rows())
            .put("artifacts", restored.artifacts()),
        "%d rows and %d artifacts are restored to %s; start it with the account's key"
            .formatted(restored.rows(), restored.artifacts(), home));
    return 0;
  }
}
