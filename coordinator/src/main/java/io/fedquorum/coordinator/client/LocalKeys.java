package io.fedquorum.coordinator.client;

import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Key files for accounts of local networks, under one random passphrase in a file of its own. Their
 * key derivation is quick, because these keys are worth nothing elsewhere.
 */
public final class LocalKeys {
  private static final int PASSPHRASE_BYTES = 24;
  private final Path passphraseFile;

  private LocalKeys(Path passphraseFile) {
    this.passphraseFile = passphraseFile;
  }

  /** The keys of a directory; makes it and the passphrase when they are not there. */
  public static LocalKeys in(Path directory) {
    Path file = directory.resolve("passphrase");
    byte[] secret = new byte[PASSPHRASE_BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      Files.createDirectories(directory);
      if (Files.notExists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' can't be written", e);
    }
    return new LocalKeys(file);
  }

  /** The file with the passphrase. */
  public Path passphraseFile() {
    return passphraseFile;
  }

  /** The account of a key file; makes the key when the file is not there. */
  public Address account(Path keyFile) {
    return Files.exists(keyFile)
        ? Keystores.load(keyFile, passphraseFile).address()
        : Keystores.create(keyFile, passphraseFile, Keystores.Cost.LIGHT).address();
  }
}
