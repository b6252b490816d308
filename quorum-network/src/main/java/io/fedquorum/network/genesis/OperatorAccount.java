package io.fedquorum.network.genesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.node.OwnerOnly;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * The account that is funded in the genesis block, with its key file and passphrase.
 *
 * @param address the account
 * @param keyFile Web3 Secret Storage, version 3
 * @param passphraseFile its first line is the passphrase
 */
public record OperatorAccount(Address address, Path keyFile, Path passphraseFile) {
  public OperatorAccount {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(keyFile, "keyFile");
    Objects.requireNonNull(passphraseFile, "passphraseFile");
  }

  /** Makes the account of a new network. */
  public static OperatorAccount create(Path network, KeySource source, Keystores.Cost cost) {
    Path directory = directory(network);
    OwnerOnly.createDirectory(directory);
    OwnerOnly.write(passphrase(directory), HexFormat.of().formatHex(source.nextBytes()) + "\n");
    NodeKey key = NodeKey.next(source);
    Keystores.store(key(directory), passphrase(directory), cost, key.privateKey());
    return new OperatorAccount(key.address(), key(directory), passphrase(directory));
  }

  /** The account of a network directory, when there is one; no secret is opened. */
  public static Optional<OperatorAccount> find(Path network) {
    Path directory = directory(network);
    if (!Files.exists(key(directory)) || !Files.exists(passphrase(directory))) {
      return Optional.empty();
    }
    try {
      String address =
          new ObjectMapper().readTree(key(directory).toFile()).path("address").asText();
      String prefix = address.startsWith("0x") ? "" : "0x";
      return Optional.of(
          new OperatorAccount(Address.of(prefix + address), key(directory), passphrase(directory)));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + key(directory) + "' cannot be read", e);
    }
  }

  private static Path directory(Path network) {
    return network.resolve("operator");
  }

  private static Path key(Path directory) {
    return directory.resolve("key.json");
  }

  private static Path passphrase(Path directory) {
    return directory.resolve("passphrase");
  }
}
