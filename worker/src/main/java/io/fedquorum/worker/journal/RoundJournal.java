package io.fedquorum.worker.journal;

import io.fedquorum.protocol.Digest;
import io.fedquorum.simulation.CrashPoint;
import io.fedquorum.worker.round.RoundKey;
import io.fedquorum.worker.round.RoundRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One directory per round: {@code rounds/T-R/log} with the records, and one file per result, named
 * by its digest. Used by one thread of one process; a lock keeps others out.
 */
public final class RoundJournal implements AutoCloseable {
  private final Path rounds;
  private final FileChannel lockFile;
  private final Map<RoundKey, RecordLog> logs = new HashMap<>();

  private RoundJournal(Path rounds, FileChannel lockFile) {
    this.rounds = rounds;
    this.lockFile = lockFile;
  }

  /**
   * Opens or begins a journal.
   *
   * @throws JournalException when the directory cannot be used, or another process uses it
   */
  public static RoundJournal open(Path directory) {
    try {
      DurableFiles.directory(directory);
      FileChannel lockFile = lock(directory);
      Path rounds = directory.resolve("rounds");
      DurableFiles.directory(rounds);
      return new RoundJournal(rounds, lockFile);
    } catch (IOException e) {
      throw new JournalException("data directory '" + directory + "' cannot be used: " + e, e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> held;
    try {
      held = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      held = Optional.empty();
    }
    if (held.isEmpty()) {
      channel.close();
      throw new JournalException(
          "data directory '" + directory + "' is used by another worker; give each its own");
    }
    return channel;
  }

  /** All rounds, in chain order. */
  public List<RoundRecord> load() {
    List<RoundRecord> records = new ArrayList<>();
    for (Path directory : directories()) {
      RoundKey key = key(directory);
      Optional<RoundRecord> entry = log(key).last();
      if (entry.isPresent()) {
        records.add(entry.get());
      } else {
        // A crash before the first record was whole: the chain will tell it again.
        forget(key);
      }
    }
    records.sort(RoundRecord.CHAIN_ORDER);
    return records;
  }

  /** Makes a record durable. */
  public void write(RoundRecord entry) {
    try {
      DurableFiles.directory(directory(entry.key()));
      CrashPoint.JOURNAL_BEFORE.pass();
      log(entry.key()).append(entry);
      CrashPoint.JOURNAL_WRITTEN.pass();
    } catch (IOException e) {
      throw new JournalException("journal of round " + entry.key() + " cannot be written: " + e, e);
    }
  }

  /** Makes a result's bytes durable. */
  public void writeResult(RoundKey key, Digest digest, byte[] content) {
    try {
      DurableFiles.replace(directory(key).resolve(digest.value()), content);
    } catch (IOException e) {
      throw new JournalException("result " + digest + " cannot be written: " + e, e);
    }
  }

  /** A result's bytes; empty when they are not there any more as they were written. */
  public Optional<byte[]> result(RoundKey key, Digest digest) {
    try {
      byte[] content = Files.readAllBytes(directory(key).resolve(digest.value()));
      return Optional.of(content).filter(bytes -> Digest.of(bytes).equals(digest));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Removes a round. */
  public void forget(RoundKey key) {
    logs.remove(key);
    try {
      if (Files.exists(directory(key))) {
        CrashPoint.FORGET_BEFORE.pass();
        DurableFiles.remove(directory(key));
        CrashPoint.FORGOTTEN.pass();
      }
    } catch (IOException e) {
      throw new JournalException("journal of round " + key + " cannot be removed: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new JournalException("the journal's lock cannot be released: " + e, e);
    }
  }

  private RecordLog log(RoundKey key) {
    return logs.computeIfAbsent(
        key,
        k -> {
          try {
            return RecordLog.open(directory(k).resolve("log"));
          } catch (IOException e) {
            throw new JournalException("journal of round " + k + " cannot be read: " + e, e);
          }
        });
  }

  private List<Path> directories() {
    try (Stream<Path> list = Files.list(rounds)) {
      return list.filter(path -> path.getFileName().toString().matches("[0-9]+-[0-9]+")).toList();
    } catch (IOException e) {
      throw new JournalException("journal '" + rounds + "' cannot be read: " + e, e);
    }
  }

  private Path directory(RoundKey key) {
    return rounds.resolve(key.toString());
  }

  private static RoundKey key(Path directory) {
    String name = directory.getFileName().toString();
    int dash = name.indexOf('-');
    return new RoundKey(
        Long.parseLong(name.substring(0, dash)), Integer.parseInt(name.substring(dash + 1)));
  }
}
