package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.config.FedqConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name under which this process holds leases: the configured one, or one that is kept in {@code
 * HOME/replica-id}, so that a process that is started again knows what was its own.
 */
final class ReplicaId {
  private ReplicaId() {}

  static String of(FedqConfig config) {
    return config.replica().id().orElseGet(() -> kept(config.home().resolve("replica-id")));
  }

  private static String kept(Path file) {
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling("replica-id.tmp");
        Files.writeString(draft, UUID.randomUUID() + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("replica id '" + file + "' can't be kept", e);
    }
  }
}
