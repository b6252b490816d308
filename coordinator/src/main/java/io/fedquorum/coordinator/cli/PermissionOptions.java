package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.chain.web3j.AccountPermissions.Administration;
import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.network.Networks;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.network.genesis.NetworkFiles;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network's permissions: one of ours by its directory, or any by address and files. */
final class PermissionOptions {
  @Option(
      names = "--dir",
      defaultValue = ".fedq/network",
      paramLabel = "DIR",
      description = "The network's directory (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      description = "A node of another network; the three files below go with it.")
  private URI rpc;

  @Option(
      names = "--permission-config",
      paramLabel = "FILE",
      description = "That network's permission-config.json.")
  private Path configFile;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      description = "Key file of an account that administers it.")
  private Path keystore;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "Its passphrase, in the first line.")
  private Path passphraseFile;

  /** A connection to a node. */
  Web3jChains connect() {
    return Web3jChains.connect(rpc == null ? URI.create(ours().rpcUrls().get(0)) : rpc);
  }

  /** Who signs changes, and where they go. */
  Administration administration() {
    JsonNode config = config();
    return new Administration(
        Address.of(config.path("interfaceAddress").asText()),
        config.path("nwAdminOrg").asText(),
        key());
  }

  private KeySigner key() {
    if (rpc == null) {
      RunningNetwork ours = ours();
      return Keystores.load(ours.operatorKeyFile(), ours.operatorPassphraseFile());
    }
    return Keystores.load(
        given("--keystore", keystore), given("--passphrase-file", passphraseFile));
  }

  private JsonNode config() {
    Path file =
        rpc == null
            ? ours().nodeDirectory().resolve(NetworkFiles.PERMISSION_CONFIG)
            : given("--permission-config", configFile);
    if (!Files.isRegularFile(file)) {
      throw notPermissioned();
    }
    try {
      return CanonicalJson.mapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FILE, "'" + file + "' must be a JSON file to read");
    }
  }

  static CommandFailure notPermissioned() {
    return new CommandFailure(
        ExitCode.REFUSED,
        "accounts are open on this network: it has no permission contract; a new network has one"
            + " with: fedq network up --accounts permissioned");
  }

  private RunningNetwork ours() {
    return new Networks(line -> {}).reach(directory);
  }

  private static Path given(String option, Path value) {
    return Optional.ofNullable(value)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE, "option '" + option + "' is missing: it goes with --rpc"));
  }
}
