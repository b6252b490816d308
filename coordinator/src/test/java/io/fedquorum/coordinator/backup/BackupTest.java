package io.fedquorum.coordinator.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.artifact.DiskArtifactStore;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real servers: one that runs while it is copied, and the one that a restore fills. */
class BackupTest {
  @TempDir private static Path directory;
  private static Path home;
  private static HomeDatabase server;
  private static Digest artifact;

  @BeforeAll
  static void fillAHome() throws Exception {
    home = Files.createDirectory(directory.resolve("home"));
    server = HomeDatabase.start(home);
    Flyway.configure()
        .dataSource(server.url(), server.user(), server.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    run(
        server,
        "insert into training values ('t', 7, '{\"a\":\"tab\\t, line\\n, \\\\ and ü\"}', '{}', 'running', 3, now())",
        "insert into event_head values ('t', 2, 'h')",
        "insert into event (training_id, sequence, type, line, published) values ('t', 1, 'x', 'one', true), ('t', 2, 'x', 'two', false)",
        "insert into chain_account values ('0xa')",
        "insert into chain_transaction values ('i', '0xa', 4, '\\x00ff5c'::bytea, 'hash', null)");
    artifact = new DiskArtifactStore(home.resolve("artifacts")).put(new byte[] {1, 2, 3});
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void shouldRestoreWhatARunningCoordinatorHad() throws Exception {
    Path backup = directory.resolve("backup");
    Path restored = directory.resolve("restored");

    Backup.Summary made = Backup.make(home, backup, Clock.systemUTC());
    Backup.Summary filled = Restore.into(restored, backup);

    assertThat(filled).isEqualTo(made);
    assertThat(made.artifacts()).isEqualTo(1);
    assertThat(new DiskArtifactStore(restored.resolve("artifacts")).get(artifact))
        .hasValue(new byte[] {1, 2, 3});
    assertThat(Files.exists(restored.resolve("restore.part"))).isFalse();
    try (HomeDatabase again = HomeDatabase.of(restored)) {
      assertThat(value(again, "select spec from training"))
          .isEqualTo(value(server, "select spec from training"));
      assertThat(value(again, "select encode(raw, 'hex') from chain_transaction"))
          .isEqualTo("00ff5c");
      assertThat(value(again, "select count(*) from event where not published")).isEqualTo("2");
      run(
          again,
          "insert into event (training_id, sequence, type, line) values ('t', 3, 'x', 'three')");
      assertThat(value(again, "select string_agg(line, ' ' order by position) from event"))
          .isEqualTo("one two three");
    }
  }

  @Test
  void shouldRefuseToOverwriteABackupOrAHome() throws Exception {
    Path backup = directory.resolve("backup-2");
    Backup.make(home, backup, Clock.systemUTC());

    assertThatThrownBy(() -> Backup.make(home, backup, Clock.systemUTC()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("exists");
    assertThatThrownBy(() -> Restore.into(home, backup))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("never overwrites");
  }

  @Test
  void shouldRefuseADamagedOrIncompleteBackupAndMakeNothing() throws Exception {
    Path backup = directory.resolve("backup-3");
    Path target = directory.resolve("never");
    Backup.make(home, backup, Clock.systemUTC());
    Path table = backup.resolve("database").resolve("training.copy");
    byte[] sound = Files.readAllBytes(table);

    Files.write(
        table,
        new String(sound, StandardCharsets.UTF_8)
            .replace("running", "ruining")
            .getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Restore.into(target, backup))
        .isInstanceOf(DamagedBackupException.class);
    Files.write(table, sound);
    Path bytes = ArtifactFiles.path(backup.resolve("artifacts"), artifact);
    Files.write(bytes, new byte[] {3, 2, 1});
    assertThatThrownBy(() -> Restore.into(target, backup))
        .isInstanceOf(DamagedBackupException.class);
    Files.delete(bytes);
    assertThatThrownBy(() -> Restore.into(target, backup))
        .isInstanceOf(DamagedBackupException.class)
        .hasMessageContaining("is missing");
    Files.delete(backup.resolve("manifest.json"));
    assertThatThrownBy(() -> Restore.into(target, backup)).isInstanceOf(BackupException.class);
    assertThat(Files.exists(target.resolve("postgres"))).isFalse();
  }

  @Test
  void shouldSayThatThereIsNothingToCopy() {
    assertThatThrownBy(
            () ->
                Backup.make(
                    directory.resolve("nothing"), directory.resolve("b"), Clock.systemUTC()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("holds no embedded database");
  }

  private static void run(HomeDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String value(HomeDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
