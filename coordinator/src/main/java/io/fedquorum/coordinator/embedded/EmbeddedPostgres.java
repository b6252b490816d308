package io.fedquorum.coordinator.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A PostgreSQL server in a directory of its own, on loopback, with a random password (kept in
 * {@code password}, mode 0600; every connection needs it). Durable: fsync, full page writes and
 * synchronous commit are on. A server that a killed process left running is stopped cleanly first.
 *
 * <p>Layout: {@code data/} (the cluster), {@code password}, {@code lock}, and {@code ready}, which
 * exists once the cluster was started in full; a cluster without it never held anything.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String MAJOR = "18";
  private static final String USER = "postgres";
  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private final FileChannel lockFile;
  private final String password;

  private EmbeddedPostgres(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres server,
      FileChannel lockFile,
      String password) {
    this.server = server;
    this.lockFile = lockFile;
    this.password = password;
  }

  /**
   * Starts the server on a free port and waits until it answers.
   *
   * @param directory where it keeps its data; created when missing
   * @param binaries where its programs are unpacked once, shared by all directories of this user
   * @throws EmbeddedPartException one line that says why it can't
   */
  public static EmbeddedPostgres start(Path directory, Path binaries) {
    Objects.requireNonNull(binaries, "binaries");
    Path home = directory.toAbsolutePath();
    FileChannel lock = null;
    try {
      createPrivate(home);
      createPrivate(binaries.toAbsolutePath());
      lock = lock(home);
      prepare(home);
      String password = password(home.resolve("password"));
      return new EmbeddedPostgres(
          launch(home, binaries.toAbsolutePath(), password), lock, password);
    } catch (EmbeddedPartException e) {
      closeQuietly(lock);
      throw e;
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      closeQuietly(lock);
      throw new EmbeddedPartException(
          "embedded PostgreSQL can't start in %s: %s (%s)"
              .formatted(home, OneLine.of(e), OneLine.freeSpace(home)),
          e);
    }
  }

  /** JDBC URL of the database, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  /** The user to connect as. */
  public String user() {
    return USER;
  }

  /** The user's password. */
  public String password() {
    return password;
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      lockFile.close();
    }
  }

  private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch(
      Path home, Path binaries, String password) throws IOException {
    // zonky cleans up old data directories below this one; ours never lie there
    System.setProperty("ot.epg.working-dir", binaries.toString());
    var server =
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
            .setDataDirectory(home.resolve("data"))
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setLocaleConfig("locale", "C.UTF-8")
            .setLocaleConfig("auth", "scram-sha-256")
            .setLocaleConfig("pwfile", home.resolve("password").toString())
            .setConnectConfig("password", password)
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("max_connections", "60")
            .setServerConfig("shared_buffers", "32MB")
            .setServerConfig("jit", "off")
            .start();
    Files.write(home.resolve("ready"), new byte[0], StandardOpenOption.CREATE);
    return server;
  }

  private static void prepare(Path home) throws IOException {
    Path data = home.resolve("data");
    Path version = data.resolve("PG_VERSION");
    if (Files.exists(home.resolve("ready"))) {
      String found = Files.exists(version) ? Files.readString(version).strip() : "none";
      if (!found.equals(MAJOR)) {
        throw new EmbeddedPartException(
            "embedded PostgreSQL can't start: %s holds data of version %s, must be %s; use pg_upgrade or another directory"
                .formatted(data, found, MAJOR));
      }
      OrphanedPostgres.stop(data);
    } else if (Files.exists(data)) {
      OrphanedPostgres.stop(data);
      deleteTree(data);
    }
  }

  private static FileChannel lock(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // held by this very process
    }
    if (lock == null) {
      channel.close();
      throw new EmbeddedPartException(
          "embedded PostgreSQL can't start: another process uses " + home + ", stop it first");
    }
    return channel;
  }

  private static String password(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      Path fresh =
          Files.createTempFile(
              file.getParent(),
              "password",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n");
      Files.move(fresh, file);
    }
    return Files.readString(file).strip();
  }

  private static void createPrivate(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
