package io.fedquorum.coordinator.demo;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Confirmations;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.InMemoryTransactionStore;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Keys of the demonstration, and the Ether that the network's operator gives them. */
final class DemoAccounts {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  /** Enough for the stake of one ether and gas on a chain that charges it. */
  private static final BigInteger WORKER_FUNDS = ETHER.multiply(BigInteger.TWO);

  private static final BigInteger COORDINATOR_FUNDS = ETHER.multiply(BigInteger.valueOf(1_000));
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path passphraseFile;

  DemoAccounts(Path directory) {
    this.passphraseFile = directory.resolve("passphrase");
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    try {
      Files.createDirectories(directory);
      Files.createFile(
          passphraseFile,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passphraseFile, HexFormat.of().formatHex(secret) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("'" + passphraseFile + "' can't be written", e);
    }
  }

  Path passphraseFile() {
    return passphraseFile;
  }

  /** Makes a key file with a quick key derivation: these keys live as long as the demonstration. */
  Address create(Path keyFile) {
    return Keystores.create(keyFile, passphraseFile, Keystores.Cost.LIGHT).address();
  }

  /** Pays coordinator and workers from the network operator's account. */
  void fund(RunningNetwork network, Address coordinator, List<Address> workers) {
    KeySigner operator =
        Keystores.load(network.operatorKeyFile(), network.operatorPassphraseFile());
    try (Web3jChains node = Web3jChains.connect(URI.create(network.rpcUrls().get(0)))) {
      Contracts none = new Contracts(operator.address(), operator.address(), 0);
      TransactionSender sender = node.sender(none, operator, new InMemoryTransactionStore());
      List<String> intents = new ArrayList<>();
      intents.add(pay(sender, coordinator, COORDINATOR_FUNDS));
      workers.forEach(worker -> intents.add(pay(sender, worker, WORKER_FUNDS)));
      intents.forEach(intent -> Confirmations.await(sender, intent, LIMIT));
    }
  }

  private static String pay(TransactionSender sender, Address to, BigInteger amount) {
    String intent = "fund/" + to;
    sender.submit(intent, new Call.Transfer(to, amount));
    return intent;
  }
}
