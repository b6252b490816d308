package io.fedquorum.network;

import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.dev.DevelopmentNode;
import io.fedquorum.network.docker.DockerEngine;
import io.fedquorum.network.docker.DockerNodes;
import io.fedquorum.network.genesis.KeySource;
import io.fedquorum.network.genesis.NetworkFiles;
import io.fedquorum.network.genesis.OperatorAccount;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.OwnerOnly;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.DirectoryLock;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import io.fedquorum.network.plan.NodeRunner;
import io.fedquorum.network.plan.Unfinished;
import io.fedquorum.network.quorum.QuorumNodes;
import io.fedquorum.network.status.NetworkStatus;
import io.fedquorum.network.status.StatusReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings networks up and down. All that is known of a network is in its directory, so one process
 * may start it and another end it. Every method throws {@link NetworkException} with one line.
 */
public final class Networks {
  private final NetworkPlanner planner;

  /**
   * With this process's environment.
   *
   * @param notice takes a line that the user should see
   */
  public Networks(Consumer<String> notice) {
    this(System.getenv(), notice);
  }

  /** With a given environment: {@code FEDQ_GETH} is read from it. */
  public Networks(Map<String, String> environment, Consumer<String> notice) {
    Objects.requireNonNull(notice, "notice");
    this.planner = new NetworkPlanner(environment, notice);
  }

  /**
   * Makes the network where it is new, starts what does not run, and waits until blocks flow and
   * every node sees every other. Harmless when all is up.
   */
  public RunningNetwork up(NetworkOptions options) {
    // What cannot be is refused before the directory is touched.
    NetworkPlan wanted = plan(options);
    try (DirectoryLock lock = DirectoryLock.take(options.directory())) {
      Objects.requireNonNull(lock, "lock");
      NetworkPlan plan =
          NetworkPlan.load(options.directory()).orElseGet(() -> generate(wanted, options));
      NodeRunner runner = runner(plan, options.directory());
      runner.startAll();
      new Readiness(plan, runner, options.directory()).await();
      return running(
          plan, options.directory(), plan.nodes().stream().map(NodePlan::rpcUrl).toList());
    }
  }

  /**
   * Stops what was started here. What an interrupted {@link #up} left unfinished is removed.
   *
   * @param purge also removes the directory: chain, keys and all
   */
  public void down(Path directory, boolean purge) {
    if (Unfinished.is(directory)) {
      // Nothing of it ever ran.
      try (DirectoryLock lock = DirectoryLock.take(directory)) {
        Objects.requireNonNull(lock, "lock");
        delete(directory);
      }
      return;
    }
    NetworkPlan plan = require(directory);
    try (DirectoryLock lock = DirectoryLock.take(directory)) {
      Objects.requireNonNull(lock, "lock");
      runner(plan, directory).stopAll();
      if (purge) {
        delete(directory);
      }
    }
  }

  /**
   * A network that runs, as it runs: nothing is started. The first address is one of a node that
   * answers.
   */
  public RunningNetwork reach(Path directory) {
    NetworkPlan plan = require(directory);
    List<String> answering =
        status(directory).nodes().stream()
            .filter(node -> node.block().isPresent())
            .map(NetworkStatus.NodeState::rpcUrl)
            .toList();
    if (answering.isEmpty()) {
      throw new NetworkException(
          Reason.NOT_RUNNING,
          "the network in '" + directory + "' is down; start it with: fedq network up");
    }
    return running(plan, directory, answering);
  }

  /** How the network goes. */
  public NetworkStatus status(Path directory) {
    NetworkPlan plan = require(directory);
    NodeRunner runner = runner(plan, directory);
    return new StatusReader(plan, directory, runner, Clock.systemUTC()).read();
  }

  /** Starts one node; whether blocks flow is not waited for. */
  public void startNode(Path directory, String name) {
    NetworkPlan plan = require(directory);
    NodePlan node = plan.node(name);
    try (DirectoryLock lock = DirectoryLock.take(directory)) {
      Objects.requireNonNull(lock, "lock");
      runner(plan, directory).start(node);
    }
  }

  /** Stops one node. */
  public void stopNode(Path directory, String name) {
    NetworkPlan plan = require(directory);
    NodePlan node = plan.node(name);
    try (DirectoryLock lock = DirectoryLock.take(directory)) {
      Objects.requireNonNull(lock, "lock");
      runner(plan, directory).stop(node);
    }
  }

  /** The last lines that a node printed. */
  public String log(Path directory, String name) {
    NetworkPlan plan = require(directory);
    return runner(plan, directory).log(plan.node(name));
  }

  private NetworkPlan plan(NetworkOptions options) {
    return NetworkPlan.load(options.directory())
        .map(existing -> checked(existing, options))
        .orElseGet(
            () ->
                planner.plan(
                    options,
                    options
                        .declaration()
                        .orElseGet(
                            () -> Declaration.read(options.home().resolve("network.json")))));
  }

  private static NetworkPlan generate(NetworkPlan plan, NetworkOptions options) {
    Path directory = options.directory();
    OwnerOnly.createDirectory(directory);
    Unfinished.begin(directory);
    writeFiles(plan, options);
    Unfinished.end(directory);
    return plan;
  }

  private static void writeFiles(NetworkPlan plan, NetworkOptions options) {
    Path directory = options.directory();
    KeySource keys = KeySource.of(options.seed());
    if (plan.kind() == NetworkKind.DEV) {
      OperatorAccount.create(directory, keys, Keystores.Cost.LIGHT);
      OwnerOnly.createDirectory(plan.nodes().get(0).directory(directory));
      plan.save(directory);
      return;
    }
    boolean docker = plan.kind() == NetworkKind.DOCKER;
    new NetworkFiles(plan, directory, keys, Keystores.Cost.STANDARD)
        .generate(docker ? DockerNodes.hosts(plan, directory) : NetworkFiles.Hosts.loopback());
    if (docker) {
      DockerNodes.prepare(plan, directory);
    }
  }

  private static NetworkPlan checked(NetworkPlan existing, NetworkOptions options) {
    boolean kindFits = options.kind().map(existing.kind()::equals).orElse(true);
    boolean fits = options.declaration().map(d -> existing.fits(d)).orElse(true);
    if (!kindFits || !fits) {
      throw new NetworkException(
          Reason.FOREIGN_DIRECTORY,
          ("directory '%s' holds another network (kind %s, %d validators, %d members, block period"
                  + " %s s); name another with --dir, or remove it with: fedq network down --purge")
              .formatted(
                  options.directory(),
                  existing.kind().text(),
                  existing.network().validators(),
                  existing.network().members(),
                  existing.network().blockPeriod()));
    }
    return existing;
  }

  private static NetworkPlan require(Path directory) {
    return NetworkPlan.load(directory)
        .orElseThrow(
            () ->
                new NetworkException(
                    Reason.NOT_RUNNING,
                    "no network in '" + directory + "'; make one with: fedq network up"));
  }

  private static NodeRunner runner(NetworkPlan plan, Path directory) {
    return switch (plan.kind()) {
      case GOQUORUM -> new QuorumNodes(plan, directory);
      case DOCKER -> new DockerNodes(plan, directory, DockerEngine.require());
      case DEV -> new DevelopmentNode(plan, directory);
    };
  }

  private static RunningNetwork running(NetworkPlan plan, Path directory, List<String> urls) {
    OperatorAccount operator =
        OperatorAccount.find(directory)
            .orElseThrow(
                () ->
                    new NetworkException(
                        Reason.FOREIGN_DIRECTORY,
                        "directory '" + directory + "' has lost its operator's key"));
    return new RunningNetwork(
        plan.kind(),
        new JsonRpc(urls.get(0)).call("web3_clientVersion").asText(),
        plan.network().chainId(),
        urls,
        operator.address(),
        operator.keyFile().toAbsolutePath(),
        operator.passphraseFile().toAbsolutePath(),
        directory.toAbsolutePath());
  }

  private static void delete(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory + "' cannot be removed", e);
    }
  }
}
