package io.fedquorum.coordinator.cli;

import io.fedquorum.chain.web3j.AccountPermissions.Administration;
import io.fedquorum.chain.web3j.AccountPermissions.Peer;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.protocol.CanonicalJson;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fedq network nodes allow|deny}: peers, where the permission contract lists them. */
@Command(
    name = "nodes",
    description = "Which nodes may connect, on a network with account permissioning.",
    mixinStandardHelpOptions = true)
final class NetworkNodesCommand implements Runnable {
  private static final Pattern ENODE =
      Pattern.compile("enode://([0-9a-f]{128})@([0-9.]{7,15}):(\\d{1,5})(?:\\?.*)?");

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a sub-command of network nodes is missing: allow or deny");
  }

  @Command(name = "allow", description = "List a node.", mixinStandardHelpOptions = true)
  int allow(
      @Mixin PermissionOptions network,
      @Mixin Output output,
      @Parameters(paramLabel = "ENODE", description = "enode://KEY@IP:PORT") String enode) {
    return change(network, output, enode, true);
  }

  @Command(
      name = "deny",
      description = "Take a node off the list; it is dropped.",
      mixinStandardHelpOptions = true)
  int deny(
      @Mixin PermissionOptions network,
      @Mixin Output output,
      @Parameters(paramLabel = "ENODE", description = "enode://KEY@IP:PORT") String enode) {
    return change(network, output, enode, false);
  }

  private static int change(
      PermissionOptions network, Output output, String enode, boolean allowed) {
    Peer peer = peer(enode);
    try (Web3jChains node = network.connect()) {
      BiConsumer<Administration, Peer> change =
          allowed ? node.permissions()::addNode : node.permissions()::removeNode;
      change.accept(network.administration(), peer);
      output.print(
          CanonicalJson.mapper().createObjectNode().put("enode", enode).put("allowed", allowed),
          enode + (allowed ? " may connect" : " may not connect"));
    }
    return 0;
  }

  private static Peer peer(String enode) {
    Matcher parts = ENODE.matcher(enode);
    if (!parts.matches()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "ENODE '%s' must be enode://KEY@IP:PORT, KEY 128 hexadecimal digits".formatted(enode));
    }
    return new Peer(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3)));
  }
}
