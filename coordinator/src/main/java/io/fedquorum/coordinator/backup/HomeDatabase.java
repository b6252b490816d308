package io.fedquorum.coordinator.backup;

import io.fedquorum.coordinator.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The embedded database of a home directory: that of the running coordinator, or started for as
 * long as it is needed.
 */
final class HomeDatabase implements AutoCloseable {
  private static final int PORT_LINE = 3;
  private final String url;
  private final String user;
  private final String password;
  private final EmbeddedPostgres started;

  private HomeDatabase(String url, String user, String password, EmbeddedPostgres started) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.started = started;
  }

  /**
   * Reaches the database of a home, running or not.
   *
   * @throws BackupException when the home has none
   */
  static HomeDatabase of(Path home) throws IOException {
    Path postgres = home.resolve("postgres");
    if (Files.notExists(postgres.resolve("ready"))) {
      throw new BackupException(
          "'%s' holds no embedded database (%s is missing); of a PostgreSQL of your own, make the backup with its pg_dump"
              .formatted(home, postgres.resolve("ready")));
    }
    Path pid = postgres.resolve("data").resolve("postmaster.pid");
    if (Files.exists(pid)) {
      List<String> lines = Files.readAllLines(pid);
      String password = Files.readString(postgres.resolve("password")).strip();
      String url = "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/postgres";
      HomeDatabase running = new HomeDatabase(url, "postgres", password, null);
      if (running.answers()) {
        return running;
      }
    }
    return start(home);
  }

  /** Starts a home's database; creates it when it is missing. */
  static HomeDatabase start(Path home) {
    Path binaries = Path.of(System.getProperty("user.home"), ".cache", "fedquorum", "postgres");
    EmbeddedPostgres server = EmbeddedPostgres.start(home.resolve("postgres"), binaries);
    return new HomeDatabase(server.jdbcUrl(), server.user(), server.password(), server);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  String url() {
    return url;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      // left by a killed coordinator
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (started != null) {
      started.close();
    }
  }
}
