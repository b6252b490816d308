package io.fedquorum.worker.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileTest {
  /** Two images of 1×2 pixels. */
  private static final String GOOD = "00000803 00000002 00000001 00000002 0102fffe";

  @TempDir private Path directory;

  @Test
  void shouldReadPlainAndPackedFilesAlike() throws IOException {
    Path plain = write("plain", bytes(GOOD));
    Path packed = write("packed.gz", gzip(bytes(GOOD)));

    IdxFile images = IdxFile.read(plain, true);

    assertThat(images.count()).isEqualTo(2);
    assertThat(images.itemSize()).isEqualTo(2);
    assertThat(images.values()).isEqualTo(bytes("0102fffe"));
    assertThat(images).usingRecursiveComparison().isEqualTo(IdxFile.read(packed, true));
    assertThat(IdxFile.digest(packed)).isEqualTo(Digest.of(bytes(GOOD)));
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    Path file = write("plain", bytes(GOOD));
    IdxFile images = IdxFile.read(file, true);

    images.write(directory.resolve("again"));

    assertThat(directory.resolve("again")).hasSameBinaryContentAs(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | 00000801 00000001 05                             | magic number 0x00000801 must be 0x00000803 for images",
        "false | 00000803 00000001 05                             | magic number 0x00000803 must be 0x00000801 for labels",
        "true  | 00000803 00000000 00000001 00000002              | count 0 must be 1 to 1000000",
        "true  | 00000803 ffffffff 00000001 00000002              | count 4294967295 must be 1 to 1000000",
        "true  | 00000803 00000001 00000101 00000002              | rows 257 must be 1 to 256",
        "true  | 00000803 00000001 00000001 00000000              | columns 0 must be 1 to 256",
        "true  | 00000803 000f4240 00000100 00000100              | bytes of pixels must be below 2 GiB",
        "true  | 00000803 00000002 00000001 00000002 010203       | it ends after 3 values, its header says 4",
        "true  | 00000803 00000002 00000001 00000002 0102030405   | bytes follow the 4 values that its header says",
        "false | 00000801 00000002 090a                           | label 10 at 1 must be 0 to 9",
        "true  | 000008                                           | it ends too early",
        "true  | 1f8b08                                           | it ends too early",
        "true  | 1f8b0900000000000000                             | it cannot be read: ",
      })
  void shouldNameTheFileAndTheFault(boolean images, String hex, String fault) throws IOException {
    Path file = write("faulty", bytes(hex));

    assertThatThrownBy(() -> IdxFile.read(file, images))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(fault);
  }

  @Test
  void shouldRefuseAPackedFileThatIsCutOff() throws IOException {
    byte[] whole = gzip(bytes(GOOD));
    Path file = write("cut.gz", java.util.Arrays.copyOf(whole, whole.length - 9));

    assertThatThrownBy(() -> IdxFile.read(file, true))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(file + ": it ends too early");
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    Path file = directory.resolve("missing");

    assertThatThrownBy(() -> IdxFile.read(file, true))
        .isInstanceOf(DatasetException.class)
        .hasMessage(file + ": there is no such file");
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}
