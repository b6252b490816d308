package io.fedquorum.chain.web3j;

import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;

/**
 * Key files in the Web3 Secret Storage format, version 3, as geth writes them. Keys and passphrases
 * are never logged and never part of a message. Both files must be readable by their owner only,
 * where the file system knows permissions.
 */
public final class Keystores {
  private static final String DERIVED = "FedQuorum.simulation.key";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** What deriving the file's key from the passphrase costs. */
  public enum Cost {
    /** n = 2^18: about a second. For every key that holds value. */
    STANDARD,
    /** n = 2^12: some milliseconds. For tests and local demonstrations. */
    LIGHT
  }

  private Keystores() {}

  /** A fresh key in memory only, for tests and local demonstrations. */
  public static KeySigner ephemeral() {
    return new KeySigner(Credentials.create(freshKey()));
  }

  /**
   * A key given as 32 bytes in hexadecimal, such as the published accounts of a development chain.
   */
  public static KeySigner ofPrivateKey(String hex) {
    if (hex == null || !hex.matches("(0x)?[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "private key must be 64 hexadecimal digits, with or without 0x");
    }
    return new KeySigner(Credentials.create(hex));
  }

  /**
   * One of many keys that come from one secret, for simulated workers only: who has the file has
   * them all.
   *
   * @param secretFile its first line is the secret
   * @param number which key, 0 or more
   * @throws KeystoreException when the file is missing, empty or open to others
   */
  public static KeySigner derived(Path secretFile, long number) {
    Digest secret = Digest.of(passphrase(secretFile).getBytes(StandardCharsets.UTF_8));
    byte[] key = new AbiWords().addHashOf(DERIVED).add(secret.word()).add(number).hash().bytes();
    return ofPrivateKey(HexFormat.of().formatHex(key));
  }

  /**
   * Makes a key and writes its file; an existing file is never touched.
   *
   * @param passphraseFile its first line is the passphrase
   * @throws KeystoreException when the file exists, or either file has a fault
   */
  public static KeySigner create(Path keyFile, Path passphraseFile, Cost cost) {
    return store(keyFile, passphraseFile, cost, freshKey());
  }

  /**
   * Writes the file of a given key; an existing file is never touched.
   *
   * @throws KeystoreException when the file exists, or either file has a fault
   */
  public static KeySigner store(
      Path keyFile, Path passphraseFile, Cost cost, String privateKeyHex) {
    ECKeyPair pair = ofPrivateKey(privateKeyHex).credentials().getEcKeyPair();
    return store(keyFile, passphraseFile, cost, pair);
  }

  private static KeySigner store(Path keyFile, Path passphraseFile, Cost cost, ECKeyPair pair) {
    String passphrase = passphrase(passphraseFile);
    if (Files.exists(keyFile, LinkOption.NOFOLLOW_LINKS)) {
      throw new KeystoreException(
          "key file '" + keyFile + "' exists; remove it yourself or name another");
    }
    try {
      WalletFile wallet =
          cost == Cost.STANDARD
              ? Wallet.createStandard(passphrase, pair)
              : Wallet.createLight(passphrase, pair);
      write(keyFile, CanonicalJson.write(wallet));
    } catch (CipherException e) {
      throw new KeystoreException("key file '" + keyFile + "' cannot be encrypted", e);
    } catch (IOException e) {
      throw new KeystoreException("key file '" + keyFile + "' cannot be written: " + e, e);
    }
    return new KeySigner(Credentials.create(pair));
  }

  /**
   * Opens a key file.
   *
   * @param passphraseFile its first line is the passphrase
   * @throws KeystoreException when a file is missing, open to others or malformed, or the
   *     passphrase is wrong
   */
  public static KeySigner load(Path keyFile, Path passphraseFile) {
    byte[] json = read("key file", keyFile);
    String passphrase = passphrase(passphraseFile);
    try {
      WalletFile wallet = CanonicalJson.mapper().readValue(json, WalletFile.class);
      return new KeySigner(Credentials.create(Wallet.decrypt(passphrase, wallet)));
    } catch (CipherException e) {
      throw new KeystoreException(
          "key file '"
              + keyFile
              + "' does not open with the passphrase in '"
              + passphraseFile
              + "'",
          e);
    } catch (IOException | RuntimeException e) {
      // No cause: a parser's message may quote the file.
      throw new KeystoreException("key file '" + keyFile + "' is not a version 3 key file");
    }
  }

  private static String passphrase(Path file) {
    String line =
        new String(read("passphrase file", file), StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElse("");
    if (line.isEmpty()) {
      throw new KeystoreException(
          "passphrase file '" + file + "' must hold the passphrase in its first line");
    }
    return line;
  }

  private static byte[] read(String what, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new KeystoreException(what + " '" + file + "' does not exist or is not a file");
    }
    try {
      if (posix(file)) {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER"))) {
          throw new KeystoreException(
              "%s '%s' has permissions %s; only its owner may read it: chmod 600"
                  .formatted(what, file, PosixFilePermissions.toString(permissions)));
        }
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new KeystoreException(what + " '" + file + "' cannot be read: " + e, e);
    }
  }

  /** Under another name first, so that a crash leaves no half file under the real one. */
  private static void write(Path file, byte[] content) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    FileAttribute<?>[] attributes =
        posix(directory)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Path draft = Files.createTempFile(directory, ".key", ".tmp", attributes);
    try {
      Files.write(draft, content);
      // A link, not a move: it fails when another process was first.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      throw new KeystoreException("key file '" + file + "' exists; name another", e);
    } catch (UnsupportedOperationException e) {
      Files.copy(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  private static ECKeyPair freshKey() {
    try {
      return Keys.createEcKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no secp256k1", e);
    }
  }
}
