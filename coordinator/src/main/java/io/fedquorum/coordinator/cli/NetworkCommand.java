package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.network.Networks;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.status.NetworkStatus;
import io.fedquorum.protocol.CanonicalJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
      NetworkUpCommand.class,
      NetworkCommand.Status.class,
      NetworkCommand.Logs.class,
      NetworkCommand.Stop.class,
      NetworkCommand.Start.class,
      NetworkCommand.Down.class,
      NetworkFundCommand.class,
      NetworkAccountsCommand.class,
      NetworkNodesCommand.class
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

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

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

    final boolean isJson() {
      return json;
    }

    /** What was done: a line for people, or a document for programs. */
    final void done(JsonNode document, String line) {
      say(line);
      if (json) {
        print(document.toPrettyString());
      }
    }

    static ObjectNode document() {
      return CanonicalJson.mapper().createObjectNode();
    }

    final void print(String text) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(text);
      out.flush();
    }
  }

  /** {@code fedq network status}. */
  @Command(
      name = "status",
      description = "Client, consensus, validators, blocks, peers, permissioning, funds.",
      mixinStandardHelpOptions = true)
  static final class Status extends Base {
    @Override
    void run(Networks networks) {
      NetworkStatus status = networks.status(directory());
      print(isJson() ? status.json() : StatusText.of(status));
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
      String log = networks.log(directory(), node);
      if (isJson()) {
        ObjectNode document = document().put("node", node);
        log.lines().forEach(document.putArray("lines")::add);
        print(document.toPrettyString());
      } else {
        print(log);
      }
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
      done(document().put("node", node).put("running", false), node + " is stopped");
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
      done(document().put("node", node).put("running", true), node + " is started");
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
      done(
          document()
              .put("directory", directory().toAbsolutePath().toString())
              .put("running", false)
              .put("removed", purge),
          purge ? "down, and '" + directory() + "' is removed" : "down");
    }
  }
}
