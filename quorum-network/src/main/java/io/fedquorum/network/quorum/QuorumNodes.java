package io.fedquorum.network.quorum;

import io.fedquorum.network.genesis.NetworkFiles;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.NodeProcess;
import io.fedquorum.network.node.Ports;
import io.fedquorum.network.node.Programs;
import io.fedquorum.network.plan.NativeRunner;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Native GoQuorum nodes, which listen on the loopback interface only. */
public final class QuorumNodes extends NativeRunner {
  // geth listens for peers on every interface unless its configuration file says otherwise.
  private static final String CONFIG = "config.toml";

  private final QuorumCommand command;

  /**
   * The nodes of a network directory.
   *
   * @throws NetworkException when the GoQuorum it was made with is gone
   */
  public QuorumNodes(NetworkPlan plan, Path directory) {
    super(plan, directory);
    QuorumBinary binary = QuorumBinary.at(Path.of(plan.program()));
    this.command = new QuorumCommand(plan.program(), binary.isModern(), plan.network());
  }

  /** Ports are checked before the first node is started, so that no half network is left. */
  @Override
  public void startAll() {
    plan().nodes().stream().filter(node -> !isRunning(node)).forEach(QuorumNodes::requirePorts);
    super.startAll();
  }

  @Override
  public void start(NodePlan node) {
    if (isRunning(node)) {
      return;
    }
    requirePorts(node);
    Path home = node.directory(directory());
    prepare(node, home);
    List<String> peers =
        List.of("--config", home.resolve(CONFIG).toString(), "--netrestrict", "127.0.0.0/8");
    QuorumCommand.Place place =
        new QuorumCommand.Place(home.toString(), "127.0.0.1", node.rpcPort(), peers);
    NodeProcess.start(
            command.run(node, place), QuorumCommand.environment(), home.resolve(NodeProcess.LOG))
        .save(home);
  }

  private void prepare(NodePlan node, Path home) {
    try {
      Files.writeString(
          home.resolve(CONFIG),
          "[Node.P2P]\nListenAddr = \"127.0.0.1:%d\"\n".formatted(node.p2pPort()));
      if (!Files.isDirectory(home.resolve("geth/chaindata"))) {
        init(home);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("'" + home + "' cannot be written", e);
    }
  }

  private void init(Path home) throws IOException {
    String genesis = directory().resolve(NetworkFiles.GENESIS).toString();
    Programs.Output output =
        Programs.run(home, 60, command.init(home.toString(), genesis))
            .orElseThrow(() -> failed(home, "'geth init' did not end"));
    Files.writeString(home.resolve(NodeProcess.LOG), output.text() + "\n");
    if (!output.ok()) {
      throw failed(home, "'geth init' refuses the genesis block");
    }
  }

  private static void requirePorts(NodePlan node) {
    Ports.requireFree(node.name() + " RPC", node.rpcPort());
    Ports.requireFree(node.name() + " peer", node.p2pPort());
  }

  private static NetworkException failed(Path home, String what) {
    return new NetworkException(
        Reason.START_FAILED, "%s: see '%s'".formatted(what, home.resolve(NodeProcess.LOG)));
  }
}
