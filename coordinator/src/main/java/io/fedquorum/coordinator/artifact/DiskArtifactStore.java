package io.fedquorum.coordinator.artifact;

import io.fedquorum.protocol.Digest;
import io.fedquorum.simulation.CrashPoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Artifacts as files {@code ab/cd/abcd…} in a directory. A file gets its name only after its bytes
 * were checked and forced to the disk, so whatever has a name is whole; what a crash left in {@code
 * tmp/} has none, and {@link #removeUnfinished} removes it. Readers need no right to write.
 */
public class DiskArtifactStore implements ArtifactStore {
  private static final Duration OLD = Duration.ofHours(1);
  private static final int CHUNK = 64 * 1024;
  private final Path root;
  private final Path unfinished;

  /** The store in a directory, which need not exist before something is put. */
  public DiskArtifactStore(Path root) {
    this.root = Objects.requireNonNull(root, "root");
    this.unfinished = root.resolve("tmp");
  }

  /**
   * Removes what crashed writers left: unfinished files that are older than an hour, for another
   * replica may be writing younger ones.
   *
   * @throws ArtifactStoreException when the directory can't be used
   */
  public void removeUnfinished() {
    try {
      Files.createDirectories(unfinished);
      try (var parts = Files.newDirectoryStream(unfinished, "*.part")) {
        for (Path part : parts) {
          removeIfOld(part);
        }
      }
    } catch (IOException e) {
      throw failure("can't be used", e);
    }
  }

  @Override
  public void put(Digest expected, long length, InputStream content) {
    if (has(expected)) {
      return;
    }
    Path part = null;
    try {
      Files.createDirectories(unfinished);
      part = Files.createTempFile(unfinished, expected.value().substring(0, 8) + "-", ".part");
      writeChecked(part, expected, length, content);
      CrashPoint.ARTIFACT_WRITTEN.pass();
      Path target = path(expected);
      Files.createDirectories(target.getParent());
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      CrashPoint.ARTIFACT_RENAMED.pass();
      force(target.getParent());
      force(target.getParent().getParent());
      CrashPoint.ARTIFACT_STORED.pass();
    } catch (IOException e) {
      throw failure("can't take artifact " + expected + " of " + length + " bytes", e);
    } finally {
      removeQuietly(part);
    }
  }

  @Override
  public Optional<byte[]> get(Digest digest) {
    try {
      byte[] bytes = Files.readAllBytes(path(digest));
      if (!Digest.of(bytes).equals(digest)) {
        throw new ArtifactStoreException(
            "artifact store " + root + ": artifact " + digest + " is damaged on disk");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("can't read artifact " + digest, e);
    }
  }

  @Override
  public Optional<InputStream> open(Digest digest) {
    try {
      return Optional.of(Files.newInputStream(path(digest)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("can't read artifact " + digest, e);
    }
  }

  @Override
  public OptionalLong size(Digest digest) {
    try {
      return OptionalLong.of(Files.size(path(digest)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw failure("can't read artifact " + digest, e);
    }
  }

  /** Opens the file that receives the bytes; a test puts a faulty disk here. */
  WritableByteChannel openForWriting(Path part) throws IOException {
    return FileChannel.open(part, StandardOpenOption.WRITE);
  }

  private void writeChecked(Path part, Digest expected, long length, InputStream content)
      throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (WritableByteChannel out = openForWriting(part)) {
      long written = copy(content, out, sha256, length);
      if (written != length) {
        throw new ArtifactRejectedException(
            "artifact length %s must be %d bytes"
                .formatted(written > length ? "above " + length : written, length));
      }
      Digest actual = Digest.ofHash(sha256.digest());
      if (!actual.equals(expected)) {
        throw new ArtifactRejectedException("artifact digest " + actual + " must be " + expected);
      }
      if (out instanceof FileChannel file) {
        file.force(true);
      }
    }
  }

  private static long copy(
      InputStream content, WritableByteChannel out, MessageDigest sha256, long length)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long total = 0;
    for (int n = read(content, chunk); n >= 0; n = read(content, chunk)) {
      total += n;
      if (total > length) {
        return total;
      }
      sha256.update(chunk, 0, n);
      ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, n);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
    return total;
  }

  private static int read(InputStream content, byte[] chunk) {
    try {
      return content.read(chunk);
    } catch (IOException e) {
      throw new ArtifactRejectedException("artifact broke off: " + e.getMessage());
    }
  }

  private Path path(Digest digest) {
    String name = digest.value();
    return root.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    }
  }

  private static void removeIfOld(Path part) throws IOException {
    try {
      Instant written = Files.getLastModifiedTime(part).toInstant();
      if (written.isBefore(Instant.now().minus(OLD))) {
        Files.deleteIfExists(part);
      }
    } catch (NoSuchFileException e) {
      // Its writer has just finished it.
      return;
    }
  }

  private static void removeQuietly(Path part) {
    try {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't remove " + part, e);
    }
  }

  private ArtifactStoreException failure(String what, IOException cause) {
    return new ArtifactStoreException(
        "artifact store %s %s: %s%s".formatted(root, what, cause.getMessage(), space()), cause);
  }

  private String space() {
    try {
      FileStore disk = Files.getFileStore(root);
      return " (" + disk.getUsableSpace() + " bytes free)";
    } catch (IOException e) {
      return "";
    }
  }
}
