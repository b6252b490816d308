package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.simulation.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Intents in a journal, {@value #JOURNAL} in a directory: one JSON document a line, appended and
 * forced to the disk before a method returns. A last line without its end is what a crash in the
 * middle of a write leaves; nobody was told of it, so opening cuts it off. One process at a time.
 */
public final class FileTransactionStore implements TransactionStore, AutoCloseable {
  static final String JOURNAL = "transactions.jsonl";

  /** A line: a reservation when it has an account, else the receipt of a known intent. */
  private record Line(
      String intent, Address account, Long nonce, byte[] raw, Bytes32 hash, Receipt receipt) {}

  private final InMemoryTransactionStore index = new InMemoryTransactionStore();
  private final Path journal;
  private final FileChannel channel;
  private boolean broken;

  /**
   * Opens the journal, or begins one.
   *
   * @throws IllegalStateException when another process has it open, or a line is damaged
   */
  public FileTransactionStore(Path directory) {
    this.journal = directory.resolve(JOURNAL);
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              journal,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("transaction journal '" + journal + "' cannot be opened", e);
    }
    try {
      lock();
      recover();
      forceDirectory(directory);
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("transaction journal '" + journal + "' cannot be read", e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Optional<Stored> find(String intent) {
    return index.find(intent);
  }

  @Override
  public synchronized Stored reserve(
      String intent, Address account, long minedNonce, LongFunction<Signed> signer) {
    Optional<Stored> known = index.find(intent);
    if (known.isPresent()) {
      return known.get();
    }
    long nonce = index.nextNonce(account, minedNonce);
    Signed signed = signer.apply(nonce);
    append(new Line(intent, account, nonce, signed.raw(), signed.hash(), null));
    Stored stored = new Stored(intent, account, nonce, signed.raw(), signed.hash(), null);
    index.put(stored);
    return stored;
  }

  @Override
  public synchronized void mined(String intent, Receipt receipt) {
    Objects.requireNonNull(receipt, "receipt");
    // Before it is written: a line about an unknown intent would damage the journal.
    Stored stored =
        index
            .find(intent)
            .orElseThrow(
                () -> new IllegalArgumentException("intent '" + intent + "' is not in the store"));
    if (!receipt.equals(stored.receipt())) {
      append(new Line(intent, null, null, null, null, receipt));
      index.mined(intent, receipt);
    }
  }

  @Override
  public List<Stored> pending(Address account) {
    return index.pending(account);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("transaction journal '" + journal + "' cannot be closed", e);
    }
  }

  private void append(Line line) {
    if (broken) {
      throw new IllegalStateException(
          "transaction journal '" + journal + "' failed before; restart the program");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap((text(line) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      CrashPoint.INTENT_UNFORCED.pass();
      channel.force(true);
    } catch (IOException e) {
      // What is on the disk now is unknown; only reading it again can tell.
      broken = true;
      throw new UncheckedIOException("transaction journal '" + journal + "' cannot be written", e);
    }
  }

  private void lock() throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held in this very process: told like any other holder, below.
    }
    if (lock == null) {
      throw new IllegalStateException(
          "transaction journal '" + journal + "' is in use by another process");
    }
  }

  private void recover() throws IOException {
    byte[] content = new byte[Math.toIntExact(channel.size())];
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // until all is read
    }
    int start = 0;
    int number = 1;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        replay(number++, Arrays.copyOfRange(content, start, i));
        start = i + 1;
      }
    }
    if (start < content.length) {
      channel.truncate(start);
      channel.force(true);
    }
    channel.position(start);
  }

  private void replay(int number, byte[] json) {
    try {
      Line line = CanonicalJson.read(json, Line.class);
      if (line.account() != null) {
        index.put(
            new Stored(line.intent(), line.account(), line.nonce(), line.raw(), line.hash(), null));
      } else {
        index.mined(line.intent(), line.receipt());
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalStateException(
          "transaction journal '%s' is damaged at line %d; restore it, its nonces are in use"
              .formatted(journal, number),
          e);
    }
  }

  private static String text(Line line) {
    return new String(CanonicalJson.write(line), StandardCharsets.UTF_8);
  }

  /** Makes the file's name durable too; a file system that cannot is left alone. */
  private static void forceDirectory(Path directory) {
    try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
      entry.force(true);
    } catch (IOException e) {
      // Windows has no handle on directories.
    }
  }
}
