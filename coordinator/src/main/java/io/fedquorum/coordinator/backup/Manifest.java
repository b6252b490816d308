package io.fedquorum.coordinator.backup;

import io.fedquorum.protocol.Digest;
import java.util.List;
import java.util.Objects;

/**
 * What a backup holds, so that a restore can tell whether it holds all of it.
 *
 * @param schemaVersion 1
 * @param createdAt RFC 3339, UTC
 * @param migration version of the database's schema
 * @param tables the tables, in an order in which they can be filled
 * @param artifacts digests of the artifacts, ascending
 */
record Manifest(
    int schemaVersion,
    String createdAt,
    String migration,
    List<Table> tables,
    List<Digest> artifacts) {
  /**
   * One table.
   *
   * @param name as in the database
   * @param columns in the order of the file
   * @param rows how many
   * @param sha256 of the file {@code database/NAME.copy}
   */
  record Table(String name, List<String> columns, long rows, Digest sha256) {
    Table {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(sha256, "sha256");
      columns = List.copyOf(columns);
    }
  }

  Manifest {
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(migration, "migration");
    tables = List.copyOf(tables);
    artifacts = List.copyOf(artifacts);
    if (schemaVersion != 1) {
      throw new IllegalArgumentException("backup schemaVersion " + schemaVersion + " must be 1");
    }
  }
}
