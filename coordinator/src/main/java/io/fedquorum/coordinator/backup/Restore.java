package io.fedquorum.coordinator.backup;

import io.fedquorum.coordinator.artifact.ArtifactRejectedException;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Makes a home of a backup. Everything is checked against the manifest before the first thing is
 * made, and the home gets its parts only when they are whole.
 */
public final class Restore {
  private Restore() {}

  /**
   * Restores into a home that holds neither database nor artifacts.
   *
   * @throws BackupException when the home is in use or not empty; nothing is overwritten
   * @throws DamagedBackupException when the backup is not whole
   */
  public static Backup.Summary into(Path home, Path from) {
    try {
      requireRoom(home);
      Manifest manifest = manifest(from);
      verify(manifest, from);
      Path part = home.resolve("restore.part");
      Directories.fresh(part);
      Backup.copyArtifacts(from.resolve(Backup.ARTIFACTS), part.resolve("artifacts"));
      fillDatabase(part, manifest, from.resolve(Backup.DATABASE));
      take(part, home);
      return Backup.summary(manifest);
    } catch (ArtifactRejectedException e) {
      throw new DamagedBackupException(e.getMessage());
    } catch (IOException | SQLException e) {
      throw new BackupException("nothing was restored to '" + home + "': " + e.getMessage(), e);
    }
  }

  /** The database last: a home without it is empty for the next attempt. */
  private static void take(Path part, Path home) throws IOException {
    Directories.force(part);
    if (Files.exists(part.resolve("artifacts"))) {
      Files.deleteIfExists(home.resolve("artifacts"));
      Files.move(
          part.resolve("artifacts"), home.resolve("artifacts"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.deleteIfExists(home.resolve("postgres"));
    Files.move(part.resolve("postgres"), home.resolve("postgres"), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(part);
  }

  private static void requireRoom(Path home) throws IOException {
    for (String name : new String[] {"postgres", "artifacts"}) {
      if (!Directories.isMissingOrEmpty(home.resolve(name))) {
        throw new BackupException(
            "'%s' is not empty: a restore never overwrites, name a new home directory"
                .formatted(home.resolve(name)));
      }
    }
  }

  private static Manifest manifest(Path from) throws IOException {
    try {
      return CanonicalJson.read(Files.readAllBytes(from.resolve(Backup.MANIFEST)), Manifest.class);
    } catch (NoSuchFileException e) {
      throw new BackupException("'" + from + "' is no backup: it has no " + Backup.MANIFEST);
    } catch (IllegalArgumentException e) {
      throw new DamagedBackupException(
          "'" + from.resolve(Backup.MANIFEST) + "': " + e.getMessage());
    }
  }

  private static void verify(Manifest manifest, Path from) throws IOException {
    for (Manifest.Table table : manifest.tables()) {
      Path file = from.resolve(Backup.DATABASE).resolve(table.name() + ".copy");
      requireDigest(file, table.sha256());
    }
    for (Digest digest : manifest.artifacts()) {
      requireDigest(ArtifactFiles.path(from.resolve(Backup.ARTIFACTS), digest), digest);
    }
  }

  private static void requireDigest(Path file, Digest expected) throws IOException {
    if (Files.notExists(file)) {
      throw new DamagedBackupException("'" + file + "' is missing");
    }
    MessageDigest sha256 = Digest.sha256();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    }
    Digest actual = Digest.ofHash(sha256.digest());
    if (!actual.equals(expected)) {
      throw new DamagedBackupException(
          "'%s' has SHA-256 %s, must have %s".formatted(file, actual, expected));
    }
  }

  private static void fillDatabase(Path home, Manifest manifest, Path tables)
      throws IOException, SQLException {
    try (HomeDatabase server = HomeDatabase.start(home);
        Connection database = server.connect()) {
      Flyway.configure()
          .dataSource(server.url(), server.user(), server.password())
          .locations("classpath:db/migration")
          .target(MigrationVersion.fromVersion(manifest.migration()))
          .load()
          .migrate();
      new DatabaseCopy(database).load(manifest.tables(), tables);
    }
  }
}
