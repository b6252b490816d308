package io.fedquorum.worker.journal;

import io.fedquorum.chain.Cursor;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.simulation.CrashPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the events have been taken into the journal. It is stored after their effects, so after a
 * crash some events are taken again, which changes nothing.
 */
public final class CursorFile {
  private final Path file;

  /** The cursor in a data directory. */
  public CursorFile(Path directory) {
    this.file = Objects.requireNonNull(directory, "directory").resolve("cursor.json");
  }

  /** The stored cursor, when there is one. */
  public Optional<Cursor> load() {
    try {
      return Files.exists(file)
          ? Optional.of(CanonicalJson.read(Files.readAllBytes(file), Cursor.class))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new JournalException(
          "cursor '" + file + "' cannot be read; remove it to read the chain again: " + e, e);
    }
  }

  /** Makes a cursor durable. */
  public void store(Cursor cursor) {
    try {
      CrashPoint.CURSOR_BEFORE.pass();
      DurableFiles.replace(file, CanonicalJson.write(cursor));
      CrashPoint.CURSOR_STORED.pass();
    } catch (IOException e) {
      throw new JournalException("cursor '" + file + "' cannot be written: " + e, e);
    }
  }
}
