package io.fedquorum.network;

import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.protocol.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A network that is up.
 *
 * @param kind what runs the chain
 * @param clientVersion as the nodes say
 * @param chainId EIP-155 chain id
 * @param rpcUrls of every node, the members' last
 * @param operator the funded account
 * @param operatorKeyFile Web3 Secret Storage, version 3
 * @param operatorPassphraseFile its first line is the passphrase
 * @param directory where all its files are
 */
public record RunningNetwork(
    NetworkKind kind,
    String clientVersion,
    long chainId,
    List<String> rpcUrls,
    Address operator,
    Path operatorKeyFile,
    Path operatorPassphraseFile,
    Path directory) {
  public RunningNetwork {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(clientVersion, "clientVersion");
    rpcUrls = List.copyOf(rpcUrls);
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(operatorKeyFile, "operatorKeyFile");
    Objects.requireNonNull(operatorPassphraseFile, "operatorPassphraseFile");
    Objects.requireNonNull(directory, "directory");
  }

  /** The first node's directory. */
  public Path nodeDirectory() {
    return NetworkPlan.load(directory).orElseThrow().nodes().get(0).directory(directory);
  }
}
