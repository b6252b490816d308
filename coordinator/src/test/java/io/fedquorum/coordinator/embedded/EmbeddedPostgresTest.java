package io.fedquorum.coordinator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final Path BINARIES =
      Path.of("target", "test-services", "binaries").toAbsolutePath();

  @TempDir Path directory;

  /** What the child process runs: starts a server, commits a row, and waits to be killed. */
  static final class Child {
    private Child() {}

    public static void main(String... args) throws Exception {
      EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(args[0]), BINARIES);
      try (Connection open = connect(server);
          Statement statement = open.createStatement()) {
        statement.execute("create table kept (n int)");
        statement.execute("insert into kept values (42)");
        System.out.println("committed");
        System.out.flush();
        Thread.sleep(600_000);
      }
    }
  }

  @Test
  void shouldKeepWhatWasCommittedWhenItsStarterIsKilled() throws Exception {
    Process child = startChild();
    child.destroyForcibly().waitFor();
    ProcessHandle orphan = OrphanedPostgres.find(directory.resolve("data")).orElseThrow();

    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, BINARIES)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(query(server, "select n from kept")).isEqualTo("42");
    }
    assertThat(OrphanedPostgres.find(directory.resolve("data"))).isEmpty();
  }

  @Test
  void shouldBeDurableAndWantThePassword() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, BINARIES)) {
      assertThat(query(server, "show fsync")).isEqualTo("on");
      assertThat(query(server, "show full_page_writes")).isEqualTo("on");
      assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guess").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> EmbeddedPostgres.start(directory, BINARIES).close())
          .isInstanceOf(EmbeddedPartException.class)
          .hasMessageContaining("another process uses " + directory);
    }
    assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
  }

  @Test
  void shouldRefuseDataOfAnotherVersion() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data").resolve("PG_VERSION"), "12\n");
    Files.writeString(directory.resolve("ready"), "");

    assertThatThrownBy(() -> EmbeddedPostgres.start(directory, BINARIES).close())
        .isInstanceOf(EmbeddedPartException.class)
        .hasMessageContaining("holds data of version 12, must be 18");
  }

  @Test
  void shouldNotBelieveAProcessIdThatIsSomeoneElse() throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(
        data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");

    assertThat(OrphanedPostgres.find(data)).isEmpty();
  }

  private Process startChild() throws IOException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.equals("committed")) {
      line = out.readLine();
    }
    assertThat(line).isEqualTo("committed");
    return child;
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  private static String query(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection open = connect(server);
        Statement statement = open.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
