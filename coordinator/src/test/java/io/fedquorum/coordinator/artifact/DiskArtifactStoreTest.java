package io.fedquorum.coordinator.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskArtifactStoreTest {
  private static final byte[] CONTENT = "some bytes".getBytes(StandardCharsets.UTF_8);
  private static final Digest DIGEST = Digest.of(CONTENT);

  @TempDir Path root;
  private DiskArtifactStore store;

  @BeforeEach
  void open() {
    store = new DiskArtifactStore(root);
  }

  @Test
  void shouldReturnWhatWasPut() {
    store.put(DIGEST, CONTENT.length, new ByteArrayInputStream(CONTENT));

    assertThat(store.get(DIGEST)).hasValue(CONTENT);
    assertThat(store.size(DIGEST)).hasValue(CONTENT.length);
    assertThat(root.resolve(DIGEST.value().substring(0, 2))).isDirectory();
  }

  @Test
  void shouldBeEmptyWithoutADirectory() {
    DiskArtifactStore nowhere = new DiskArtifactStore(root.resolve("missing"));

    assertThat(nowhere.get(DIGEST)).isEmpty();
    assertThat(nowhere.open(DIGEST)).isEmpty();
    assertThat(nowhere.has(DIGEST)).isFalse();
    assertThat(root.resolve("missing")).doesNotExist();
  }

  @Test
  void shouldKeepTheFirstWhenPutAgain() {
    store.put(CONTENT);

    store.put(DIGEST, CONTENT.length, InputStream.nullInputStream());

    assertThat(store.get(DIGEST)).hasValue(CONTENT);
  }

  @Test
  void shouldRefuseOtherBytesAndLeaveNothing() throws IOException {
    byte[] other = "SOME bytes".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> store.put(DIGEST, other.length, new ByteArrayInputStream(other)))
        .isInstanceOf(ArtifactRejectedException.class)
        .hasMessage("artifact digest " + Digest.of(other) + " must be " + DIGEST);
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldRefuseAnotherLengthAndLeaveNothing() throws IOException {
    assertThatThrownBy(() -> store.put(DIGEST, 9, new ByteArrayInputStream(CONTENT)))
        .isInstanceOf(ArtifactRejectedException.class)
        .hasMessage("artifact length above 9 must be 9 bytes");
    assertThatThrownBy(() -> store.put(DIGEST, 11, new ByteArrayInputStream(CONTENT)))
        .hasMessage("artifact length 10 must be 11 bytes");
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldLeaveNothingWhenTheUploadBreaksOff() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };

    assertThatThrownBy(() -> store.put(DIGEST, CONTENT.length, broken))
        .isInstanceOf(ArtifactRejectedException.class)
        .hasMessage("artifact broke off: connection reset");
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldSayOnceThatTheDiskIsFullAndLeaveNothing() throws IOException {
    DiskArtifactStore full =
        new DiskArtifactStore(root) {
          @Override
          WritableByteChannel openForWriting(Path part) throws IOException {
            return new FullDisk(super.openForWriting(part));
          }
        };

    assertThatThrownBy(() -> full.put(CONTENT))
        .isInstanceOf(ArtifactStoreException.class)
        .hasMessageContaining("artifact store " + root + " can't take artifact " + DIGEST)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("bytes free")
        .hasMessageNotContaining("\n");
    assertThat(files()).isEmpty();
    assertThat(full.has(DIGEST)).isFalse();
  }

  @Test
  void shouldNoticeBytesDamagedOnDisk() throws IOException {
    store.put(CONTENT);
    Files.writeString(files().get(0), "rotten");

    assertThatThrownBy(() -> store.get(DIGEST))
        .isInstanceOf(ArtifactStoreException.class)
        .hasMessageContaining("artifact " + DIGEST + " is damaged on disk");
  }

  @Test
  void shouldRemoveWhatACrashedWriterLeftAndKeepTheRest() throws IOException {
    store.put(CONTENT);
    Path left = Files.writeString(root.resolve("tmp").resolve("0123abcd-1.part"), "half");
    Path young = Files.writeString(root.resolve("tmp").resolve("0123abcd-2.part"), "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    store.removeUnfinished();

    assertThat(left).doesNotExist();
    assertThat(young).exists();
    assertThat(store.get(DIGEST)).hasValue(CONTENT);
  }

  @Test
  void shouldNameTheDirectoryThatCanNotBeUsed() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");

    assertThatThrownBy(() -> new DiskArtifactStore(file).put(CONTENT))
        .isInstanceOf(ArtifactStoreException.class)
        .hasMessageContaining("artifact store " + file);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** Takes four bytes, then has no room. */
  private record FullDisk(WritableByteChannel disk) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      disk.write(bytes.slice(bytes.position(), 4));
      throw new IOException("No space left on device");
    }

    @Override
    public boolean isOpen() {
      return disk.isOpen();
    }

    @Override
    public void close() throws IOException {
      disk.close();
    }
  }
}
