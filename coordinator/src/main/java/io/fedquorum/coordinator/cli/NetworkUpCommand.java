package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.network.NetworkOptions;
import io.fedquorum.network.Networks;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.plan.Accounts;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedq network up}. */
@Command(
    name = "up",
    description = "Makes the network where it is new, and starts it.",
    mixinStandardHelpOptions = true)
final class NetworkUpCommand extends NetworkCommand.Base {
  @Option(
      names = "--kind",
      defaultValue = "auto",
      description = "auto, goquorum, docker or dev (default: ${DEFAULT-VALUE}).")
  private String kind;

  @Option(
      names = "--containers",
      defaultValue = "goquorum",
      description = "With --kind docker: goquorum or besu (default: ${DEFAULT-VALUE}).")
  private String containers;

  @Option(names = "--seed", description = "For tests: the same seed gives the same keys.")
  private String seed;

  @Mixin private DeclarationOptions declared;

  @Override
  void run(Networks networks) {
    Path home = NetworkHome.find();
    NetworkOptions options =
        new NetworkOptions(
            NetworkKind.orAuto(kind),
            declared.declaration(home),
            directory(),
            home,
            containers,
            Optional.ofNullable(seed));
    RunningNetwork up = networks.up(options);
    say("operator %s, key file %s".formatted(up.operator(), up.operatorKeyFile()));
    done(
        json(up),
        "%s is up: %s, chain %d, %d node(s), RPC %s"
            .formatted(
                up.kind().text(),
                up.clientVersion(),
                up.chainId(),
                up.rpcUrls().size(),
                up.rpcUrls().get(0)));
  }

  private static ObjectNode json(RunningNetwork up) {
    ObjectNode document =
        document()
            .put("kind", up.kind().text())
            .put("clientVersion", up.clientVersion())
            .put("chainId", up.chainId())
            .put("operator", up.operator().value())
            .put("operatorKeyFile", up.operatorKeyFile().toString())
            .put("operatorPassphraseFile", up.operatorPassphraseFile().toString())
            .put("directory", up.directory().toString());
    up.rpcUrls().forEach(document.putArray("rpcUrls")::add);
    return document;
  }

  /** The options that change {@code quorum-network/network.json}. */
  static final class DeclarationOptions {
    @Option(names = "--file", paramLabel = "FILE", description = "Instead of network.json.")
    private Path file;

    @Option(names = "--validators", description = "Nodes that seal blocks.")
    private Integer validators;

    @Option(names = "--members", description = "Nodes that only follow.")
    private Integer members;

    @Option(names = "--block-period", paramLabel = "SECONDS", description = "Block to block.")
    private BigDecimal blockPeriod;

    @Option(names = "--port", description = "First RPC port; 0: any that are free.")
    private Integer port;

    @Option(names = "--consensus", description = "auto, qbft or ibft.")
    private String consensus;

    @Option(
        names = "--accounts",
        description = "open, or permissioned: only listed accounts may send.")
    private String accounts;

    /** Empty when nothing is asked for: an existing network stays as it is. */
    Optional<Declaration> declaration(Path home) {
      boolean any = file != null || validators != null || members != null;
      any = any || blockPeriod != null || port != null || consensus != null || accounts != null;
      if (!any) {
        return Optional.empty();
      }
      Declaration base = Declaration.read(file == null ? home.resolve("network.json") : file);
      int sealing = validators == null ? base.validators() : validators;
      int following = members == null ? base.members() : members;
      base = base.withNodes(sealing, following);
      base = blockPeriod == null ? base : base.withBlockPeriod(blockPeriod);
      base = port == null ? base : base.withBasePort(port);
      base = accounts == null ? base : base.withAccounts(Accounts.of(accounts));
      return Optional.of(consensus == null ? base : base.withConsensus(Consensus.of(consensus)));
    }
  }
}
