package io.fedquorum.coordinator.backup;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.artifact.DiskArtifactStore;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/**
 * A copy of a coordinator's database and artifacts, made while it runs or not. The database comes
 * first, in one snapshot; artifacts never change and are stored before the database names them, so
 * whatever the snapshot names is among those that are copied after it. Keys and tokens are left
 * out.
 */
public final class Backup {
  static final String MANIFEST = "manifest.json";
  static final String DATABASE = "database";
  static final String ARTIFACTS = "artifacts";

  /**
   * What was copied.
   *
   * @param rows of all tables
   * @param artifacts how many
   */
  public record Summary(long rows, int artifacts) {}

  private Backup() {}

  /**
   * Makes a backup.
   *
   * @param home the coordinator's home directory
   * @param to a directory that does not exist; it gets its name when it is complete
   * @throws BackupException when it can't be made
   */
  public static Summary make(Path home, Path to, InstantSource clock) {
    if (Files.exists(to)) {
      throw new BackupException("'" + to + "' exists, name a directory that does not");
    }
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      Directories.fresh(part);
      Manifest manifest = copy(home, part, clock);
      Files.write(part.resolve(MANIFEST), CanonicalJson.write(manifest));
      Directories.force(part);
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      return summary(manifest);
    } catch (IOException | SQLException e) {
      throw new BackupException("no backup was made of '" + home + "': " + e.getMessage(), e);
    }
  }

  static Summary summary(Manifest manifest) {
    return new Summary(
        manifest.tables().stream().mapToLong(Manifest.Table::rows).sum(),
        manifest.artifacts().size());
  }

  private static Manifest copy(Path home, Path part, InstantSource clock)
      throws IOException, SQLException {
    String now = clock.instant().toString();
    try (HomeDatabase server = HomeDatabase.of(home);
        Connection database = server.connect()) {
      DatabaseCopy tables = new DatabaseCopy(database);
      String migration = tables.migration();
      Files.createDirectories(part.resolve(DATABASE));
      List<Manifest.Table> dumped = tables.dump(part.resolve(DATABASE));
      List<Digest> artifacts = copyArtifacts(home.resolve("artifacts"), part.resolve(ARTIFACTS));
      return new Manifest(1, now, migration, dumped, artifacts);
    }
  }

  /** Both stores check digests: what is damaged on disk is found now, not when it is needed. */
  static List<Digest> copyArtifacts(Path from, Path to) throws IOException {
    List<Digest> all = ArtifactFiles.list(from);
    ArtifactStore target = new DiskArtifactStore(to);
    for (Digest digest : all) {
      Path file = ArtifactFiles.path(from, digest);
      try (InputStream bytes = Files.newInputStream(file)) {
        target.put(digest, Files.size(file), bytes);
      }
    }
    return all;
  }
}
