package io.fedquorum.worker.journal;

import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.worker.round.RoundRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An append-only file of one round's records: {@code crc32c SP json LF} per line. The last good
 * line counts; a torn tail, from a crash in the middle of a write, is dropped and written over.
 */
final class RecordLog {
  private final Path file;
  private long end;
  private RoundRecord last;

  private RecordLog(Path file) {
    this.file = file;
  }

  /** Reads the file, or begins one that does not exist yet. */
  static RecordLog open(Path file) throws IOException {
    RecordLog log = new RecordLog(file);
    if (Files.exists(file)) {
      log.scan(Files.readAllBytes(file));
    }
    return log;
  }

  Optional<RoundRecord> last() {
    return Optional.ofNullable(last);
  }

  void append(RoundRecord entry) throws IOException {
    byte[] json = CanonicalJson.write(entry);
    byte[] line =
        (sum(json) + " " + new String(json, StandardCharsets.UTF_8) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    DurableFiles.writeFrom(file, end, line);
    end += line.length;
    last = entry;
  }

  private void scan(byte[] content) {
    int from = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] != '\n') {
        continue;
      }
      Optional<RoundRecord> entry = parse(Arrays.copyOfRange(content, from, i));
      if (entry.isEmpty()) {
        return;
      }
      last = entry.get();
      from = i + 1;
      end = from;
    }
  }

  private static Optional<RoundRecord> parse(byte[] line) {
    if (line.length < 10 || line[8] != ' ') {
      return Optional.empty();
    }
    byte[] json = Arrays.copyOfRange(line, 9, line.length);
    if (!sum(json).equals(new String(line, 0, 8, StandardCharsets.US_ASCII))) {
      return Optional.empty();
    }
    return Optional.of(CanonicalJson.read(json, RoundRecord.class));
  }

  private static String sum(byte[] json) {
    CRC32C crc = new CRC32C();
    crc.update(json);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
