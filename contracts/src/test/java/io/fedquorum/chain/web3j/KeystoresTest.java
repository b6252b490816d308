package io.fedquorum.chain.web3j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.web3j.Keystores.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoresTest {
  @TempDir Path directory;
  private Path key;
  private Path passphrase;

  @BeforeEach
  void setUp() throws IOException {
    key = directory.resolve("keys/worker.json");
    passphrase = secret("passphrase", "correct horse\n");
  }

  @Test
  void shouldLoadTheKeyThatItCreated() {
    // given
    KeySigner created = Keystores.create(key, passphrase, Cost.LIGHT);

    // when
    KeySigner loaded = Keystores.load(key, passphrase);

    // then
    assertThat(loaded.address()).isEqualTo(created.address());
    assertThat(loaded.credentials()).isEqualTo(created.credentials());
  }

  @Test
  void shouldWriteTheFileForItsOwnerOnlyAndLeaveNothingElse() throws IOException {
    // when
    Keystores.create(key, passphrase, Cost.LIGHT);

    // then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    try (var files = Files.list(key.getParent())) {
      assertThat(files).containsExactly(key);
    }
  }

  @Test
  void shouldNeverOverwriteAKey() throws IOException {
    // given
    Keystores.create(key, passphrase, Cost.LIGHT);
    byte[] before = Files.readAllBytes(key);

    // when, then
    assertThatThrownBy(() -> Keystores.create(key, passphrase, Cost.LIGHT))
        .isInstanceOf(KeystoreException.class)
        .hasMessageContaining("exists");
    assertThat(Files.readAllBytes(key)).isEqualTo(before);
  }

  @Test
  void shouldSayThatThePassphraseIsWrongWithoutShowingIt() throws IOException {
    // given
    Keystores.create(key, passphrase, Cost.LIGHT);
    Path wrong = secret("wrong", "battery staple");

    // when, then
    assertThatThrownBy(() -> Keystores.load(key, wrong))
        .isInstanceOf(KeystoreException.class)
        .hasMessageContaining("does not open with the passphrase")
        .hasMessageNotContaining("battery");
  }

  @Test
  void shouldRefuseFilesThatOthersCanRead() throws IOException {
    // given
    Keystores.create(key, passphrase, Cost.LIGHT);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    // when, then
    assertThatThrownBy(() -> Keystores.load(key, passphrase))
        .hasMessageContaining("rw-r-----")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void shouldNameAMissingOrMalformedFile() throws IOException {
    Path malformed = secret("malformed.json", "{\"crypto\":7}");
    Path empty = secret("empty", "");

    assertThatThrownBy(() -> Keystores.load(directory.resolve("none.json"), passphrase))
        .hasMessageContaining("key file")
        .hasMessageContaining("none.json");
    assertThatThrownBy(() -> Keystores.load(malformed, passphrase))
        .hasMessageContaining("malformed.json")
        .hasMessageContaining("version 3");
    assertThatThrownBy(() -> Keystores.create(key, directory.resolve("none"), Cost.LIGHT))
        .hasMessageContaining("passphrase file");
    assertThatThrownBy(() -> Keystores.create(key, empty, Cost.LIGHT))
        .hasMessageContaining("first line");
  }

  @Test
  void shouldRefuseAPrivateKeyOfTheWrongFormWithoutShowingIt() {
    assertThatThrownBy(() -> Keystores.ofPrivateKey("0x1234"))
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining("1234");
  }

  private Path secret(String name, String content) throws IOException {
    Path file =
        Files.createFile(
            directory.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content);
  }
}
