package io.fedquorum.coordinator.backup;

import io.fedquorum.coordinator.backup.Manifest.Table;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Tables as files, by COPY. Names come from the database's catalogue, and are quoted. */
final class DatabaseCopy {
  private static final String HISTORY = "flyway_schema_history";
  private final Connection database;

  DatabaseCopy(Connection database) {
    this.database = database;
  }

  /** The newest migration that the schema has. */
  String migration() throws SQLException {
    List<String> versions =
        strings(
            "select version from flyway_schema_history where success and version is not null"
                + " order by installed_rank desc limit 1");
    if (versions.isEmpty()) {
      throw new BackupException("the database holds no coordinator's tables");
    }
    return versions.get(0);
  }

  /** Writes all tables as of one moment, whatever is written meanwhile. */
  List<Table> dump(Path directory) throws SQLException, IOException {
    database.setAutoCommit(false);
    database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    database.setReadOnly(true);
    List<Table> tables = new ArrayList<>();
    for (String table : tables()) {
      tables.add(dump(table, directory.resolve(table + ".copy")));
    }
    database.rollback();
    return tables;
  }

  private Table dump(String table, Path file) throws SQLException, IOException {
    List<String> columns = columns(table);
    MessageDigest sha256 = Digest.sha256();
    long rows;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
      rows =
          copier().copyOut("copy %s (%s) to stdout".formatted(quoted(table), list(columns)), out);
    }
    return new Table(table, columns, rows, Digest.ofHash(sha256.digest()));
  }

  /** Fills empty tables, in one transaction. */
  void load(List<Table> tables, Path directory) throws SQLException, IOException {
    database.setAutoCommit(false);
    for (Table table : tables) {
      try (InputStream in = Files.newInputStream(directory.resolve(table.name() + ".copy"))) {
        long rows =
            copier()
                .copyIn(
                    "copy %s (%s) from stdin"
                        .formatted(quoted(table.name()), list(table.columns())),
                    in);
        if (rows != table.rows()) {
          throw new DamagedBackupException(
              "table %s holds %d rows, must hold %d".formatted(table.name(), rows, table.rows()));
        }
      }
      goOnCounting(table);
    }
    // The log's broker may be a new one, or older: every event goes there again, under its own id.
    run("update event set published = false");
    database.commit();
  }

  /** A column that counts must not give a number again that the copied rows have. */
  private void goOnCounting(Table table) throws SQLException {
    for (String column : table.columns()) {
      String sequence =
          strings("select pg_get_serial_sequence(?, ?)", quoted(table.name()), column).get(0);
      if (sequence != null) {
        run(
            "select setval('%s', coalesce((select max(%s) from %s), 0) + 1, false)"
                .formatted(sequence, quoted(column), quoted(table.name())));
      }
    }
  }

  /** Tables after those that they refer to. */
  private List<String> tables() throws SQLException {
    List<String> left = new ArrayList<>(allTables());
    left.remove(HISTORY);
    List<String> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      List<String> next = new ArrayList<>();
      for (String table : left) {
        Set<String> needed = new HashSet<>(referred(table));
        needed.remove(table);
        if (ordered.containsAll(needed)) {
          next.add(table);
        }
      }
      if (next.isEmpty()) {
        throw new BackupException("tables " + left + " refer to each other in a circle");
      }
      ordered.addAll(next);
      left.removeAll(next);
    }
    return ordered;
  }

  private List<String> allTables() throws SQLException {
    return strings(
        "select table_name from information_schema.tables where table_schema = current_schema()"
            + " and table_type = 'BASE TABLE' order by table_name");
  }

  private List<String> referred(String table) throws SQLException {
    return strings(
        "select distinct r.relname from pg_constraint c join pg_class t on t.oid = c.conrelid"
            + " join pg_class r on r.oid = c.confrelid where c.contype = 'f' and t.relname = ?"
            + " and c.connamespace = current_schema()::regnamespace",
        table);
  }

  private List<String> columns(String table) throws SQLException {
    return strings(
        "select column_name from information_schema.columns where table_schema = current_schema()"
            + " and table_name = ? order by ordinal_position",
        table);
  }

  private CopyManager copier() throws SQLException {
    return database.unwrap(PGConnection.class).getCopyAPI();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> strings(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  private static String list(List<String> columns) {
    return columns.stream().map(DatabaseCopy::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
