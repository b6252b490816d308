package io.fedquorum.network;

import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.node.Waiting;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import io.fedquorum.network.plan.NodeRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Waits until a network is up: every node sees every other, and two new blocks came. */
final class Readiness {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int BLOCKS = 2;
  private static final int PERIODS = 10;

  private final NetworkPlan plan;
  private final NodeRunner runner;
  private final Path directory;
  private final List<NodePlan> nodes;

  Readiness(NetworkPlan plan, NodeRunner runner, Path directory) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.runner = Objects.requireNonNull(runner, "runner");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.nodes = plan.nodes();
  }

  void await() {
    if (!Waiting.until(LIMIT, this::allPeersSeen)) {
      throw failed("not every node sees every other after " + LIMIT.toSeconds() + " s");
    }
    JsonRpc rpc = new JsonRpc(nodes.get(0).rpcUrl());
    long before = rpc.quantity("eth_blockNumber");
    Duration limit = LIMIT.plus(plan.network().period().multipliedBy(PERIODS));
    if (!Waiting.until(limit, () -> rpc.quantity("eth_blockNumber") >= before + BLOCKS)) {
      throw failed("no blocks after " + limit.toSeconds() + " s");
    }
  }

  private boolean allPeersSeen() {
    for (NodePlan node : nodes) {
      if (!runner.isRunning(node)) {
        throw failed("node '" + node.name() + "' ended");
      }
    }
    return nodes.size() == 1
        || nodes.stream()
            .allMatch(n -> new JsonRpc(n.rpcUrl()).quantity("net_peerCount") == nodes.size() - 1);
  }

  private NetworkException failed(String what) {
    return new NetworkException(
        Reason.START_FAILED,
        "%s; see the logs under '%s' and: fedq network status"
            .formatted(what, directory.resolve("nodes")));
  }
}
