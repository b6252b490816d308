package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.network.NetworkOptions;
import io.fedquorum.network.Networks;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.status.NetworkStatus;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code fedq network …}. People read standard error; standard output has what programs read. An
 * error is one line, and an exit code of {@link ExitCode}.
 */
@Command(
    name = "network",
    description = "A local permissioned Quorum network, or a development chain.",
    mixinStandardHelpOptions = true,
    subcommands = {
      NetworkCommand.Up.class,
      NetworkCommand.Status.class,
      NetworkCommand.Logs.class,
      NetworkCommand.Stop.class,
      NetworkCommand.Start.class,
      NetworkCommand.Down.class,
      NetworkFundCommand.class
    })
public final class NetworkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** What all sub-commands share. */
  abstract static class Base implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--dir",
        defaultValue = ".fedq/network",
        paramLabel = "DIR",
        description = "The network's directory (default: ${DEFAULT-VALUE}).")
    private Path directory;

    @Override
    public final Integer call() {
      try {
        run(new Networks(this::say));
        return CommandLine.ExitCode.OK;
      } catch (NetworkException e) {
        say(e.getMessage());
        return ExitCode.of(e.reason()).code();
      }
    }

    abstract void run(Networks networks);

    final Path directory() {
      return directory;
    }

    final void say(String line) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("fedq network: " + line);
      err.flush();
    }

    final void print(String text) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(text);
      out.flush();
    }
  }

  /** {@code fedq network up}. */
  @Command(
      name = "up",
      description = "Makes the network where it is new, and starts it.",
      mixinStandardHelpOptions = true)
  static final class Up extends Base {
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
      Optional<NetworkKind> wanted =
          kind.equals("auto") ? Optional.empty() : Optional.of(NetworkKind.of(kind));
      Path home = NetworkHome.find();
      NetworkOptions options =
          new NetworkOptions(
              wanted,
              declared.declaration(home),
              directory(),
              home,
              containers,
              Optional.ofNullable(seed));
      RunningNetwork up = networks.up(options);
      say(
          "%s is up: %s, chain %d, %d node(s), RPC %s"
              .formatted(
                  up.kind().text(),
                  up.clientVersion(),
                  up.chainId(),
                  up.rpcUrls().size(),
                  up.rpcUrls().get(0)));
      say("operator %s, key file %s".formatted(up.operator(), up.operatorKeyFile()));
    }
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

    /** Empty when nothing is asked for: an existing network stays as it is. */
    Optional<Declaration> declaration(Path home) {
      boolean any = file != null || validators != null || members != null;
      any = any || blockPeriod != null || port != null || consensus != null;
      if (!any) {
        return Optional.empty();
      }
      Declaration base = Declaration.read(file == null ? home.resolve("network.json") : file);
      int sealing = validators == null ? base.validators() : validators;
      int following = members == null ? base.members() : members;
      base = base.withNodes(sealing, following);
      base = blockPeriod == null ? base : base.withBlockPeriod(blockPeriod);
      base = port == null ? base : base.withBasePort(port);
      return Optional.of(consensus == null ? base : base.withConsensus(Consensus.of(consensus)));
    }
  }

  /** {@code fedq network status}. */
  @Command(
      name = "status",
      description = "Client, consensus, validators, blocks, peers, permissioning, funds.",
      mixinStandardHelpOptions = true)
  static final class Status extends Base {
    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Override
    void run(Networks networks) {
      NetworkStatus status = networks.status(directory());
      print(json ? status.json() : StatusText.of(status));
    }
  }

  /** {@code fedq network logs NODE}. */
  @Command(
      name = "logs",
      description = "What a node printed last.",
      mixinStandardHelpOptions = true)
  static final class Logs extends Base {
    @Parameters(paramLabel = "NODE", description = "Such as validator-1.")
    private String node;

    @Override
    void run(Networks networks) {
      print(networks.log(directory(), node));
    }
  }

  /** {@code fedq network stop NODE}. */
  @Command(name = "stop", description = "Stops one node.", mixinStandardHelpOptions = true)
  static final class Stop extends Base {
    @Parameters(paramLabel = "NODE", description = "Such as validator-1.")
    private String node;

    @Override
    void run(Networks networks) {
      networks.stopNode(directory(), node);
      say(node + " is stopped");
    }
  }

  /** {@code fedq network start NODE}. */
  @Command(name = "start", description = "Starts one node.", mixinStandardHelpOptions = true)
  static final class Start extends Base {
    @Parameters(paramLabel = "NODE", description = "Such as validator-1.")
    private String node;

    @Override
    void run(Networks networks) {
      networks.startNode(directory(), node);
      say(node + " is started");
    }
  }

  /** {@code fedq network down}. */
  @Command(
      name = "down",
      description = "Stops what was started here.",
      mixinStandardHelpOptions = true)
  static final class Down extends Base {
    @Option(names = "--purge", description = "Also removes chain, keys and all.")
    private boolean purge;

    @Override
    void run(Networks networks) {
      networks.down(directory(), purge);
      say(purge ? "down, and '" + directory() + "' is removed" : "down");
    }
  }
}
