package io.fedquorum.network.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.network.genesis.OperatorAccount;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.plan.Accounts;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import io.fedquorum.network.plan.NodeRunner;
import io.fedquorum.network.status.NetworkStatus.BlockSeals;
import io.fedquorum.network.status.NetworkStatus.Funds;
import io.fedquorum.network.status.NetworkStatus.NodeState;
import io.fedquorum.network.status.NetworkStatus.Permissioning;
import io.fedquorum.network.status.NetworkStatus.State;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Asks the nodes of one network directory how it goes. */
public final class StatusReader {
  private static final int SEALS_SHOWN = 5;
  // A round change with a proposer down takes some seconds: that is no standstill.
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final int NODE_APPROVED = 2;

  private final NetworkPlan plan;
  private final Path directory;
  private final NodeRunner runner;
  private final Clock clock;

  /** A reader of the network that a runner runs. */
  public StatusReader(NetworkPlan plan, Path directory, NodeRunner runner, Clock clock) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.runner = Objects.requireNonNull(runner, "runner");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** The network as it is now; a node that does not answer is part of the answer. */
  public NetworkStatus read() {
    List<NodeState> nodes = plan.nodes().stream().map(this::node).toList();
    Optional<NodeState> best =
        nodes.stream()
            .filter(node -> node.block().isPresent())
            .max(Comparator.comparing(node -> node.block().orElseThrow()));
    try {
      return best.map(node -> up(node, nodes)).orElseGet(() -> down(nodes));
    } catch (JsonRpc.RpcException e) {
      if (e.isUnreachable()) {
        // The node went away between two questions.
        return down(nodes);
      }
      throw e;
    }
  }

  private NetworkStatus up(NodeState best, List<NodeState> nodes) {
    JsonRpc rpc = new JsonRpc(best.rpcUrl());
    long block = best.block().orElseThrow();
    long age = age(rpc, block);
    List<Address> validators = isBft() ? validators(rpc) : List.of();
    int needed = (2 * validators.size() + 2) / 3;
    boolean waits = Duration.ofSeconds(age).compareTo(GRACE.plus(plan.network().period())) > 0;
    return new NetworkStatus(
        plan.kind(),
        waits ? State.WAITING : State.UP,
        waits ? reason(nodes, validators, needed, age) : "",
        rpc.call("web3_clientVersion").asText(),
        plan.network().consensus(),
        plan.network().chainId(),
        Optional.of(block),
        Optional.of(age),
        validators,
        needed,
        isBft() ? seals(rpc, block) : List.of(),
        permissioning(Optional.of(rpc)),
        nodes,
        funds(rpc));
  }

  private NetworkStatus down(List<NodeState> nodes) {
    return new NetworkStatus(
        plan.kind(),
        State.DOWN,
        "no node answers; start the network with: fedq network up",
        "",
        plan.network().consensus(),
        plan.network().chainId(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        0,
        List.of(),
        permissioning(Optional.empty()),
        nodes,
        List.of());
  }

  private NodeState node(NodePlan node) {
    boolean running = runner.isRunning(node);
    JsonRpc rpc = new JsonRpc(node.rpcUrl());
    Optional<Long> block = running ? ask(rpc, "eth_blockNumber") : Optional.empty();
    Optional<Long> peers = block.isPresent() ? ask(rpc, "net_peerCount") : Optional.empty();
    Optional<Address> address =
        block.isPresent() && isGoQuorum()
            ? Optional.of(Address.of(rpc.call("eth_coinbase").asText()))
            : Optional.empty();
    return new NodeState(node.name(), node.role(), running, node.rpcUrl(), address, block, peers);
  }

  private static Optional<Long> ask(JsonRpc rpc, String method) {
    try {
      return Optional.of(rpc.quantity(method));
    } catch (JsonRpc.RpcException e) {
      return Optional.empty();
    }
  }

  private long age(JsonRpc rpc, long block) {
    JsonNode header = rpc.call("eth_getBlockByNumber", hex(block), false);
    return Math.max(0, clock.instant().getEpochSecond() - JsonRpc.hex(header.get("timestamp")));
  }

  private static String reason(
      List<NodeState> nodes, List<Address> validators, int needed, long age) {
    long sealing =
        nodes.stream().flatMap(n -> n.address().stream()).filter(validators::contains).count();
    String why =
        sealing < needed
            ? "%d of %d validators answer here, %d are needed"
                .formatted(sealing, validators.size(), needed)
            : "the validators have not agreed yet";
    return "no block for %d s: %s".formatted(age, why);
  }

  private List<Address> validators(JsonRpc rpc) {
    return addresses(
        isGoQuorum()
            ? rpc.call("istanbul_getValidators", "latest")
            : rpc.call("qbft_getValidatorsByBlockNumber", "latest"));
  }

  /** GoQuorum gives the committed seals; Besu only who proposed. */
  private List<BlockSeals> seals(JsonRpc rpc, long head) {
    List<BlockSeals> seals = new ArrayList<>();
    for (long number = head; number > 0 && number > head - SEALS_SHOWN; number--) {
      if (isGoQuorum()) {
        JsonNode signers = rpc.call("istanbul_getSignersFromBlock", hex(number));
        seals.add(
            new BlockSeals(
                number,
                Address.of(signers.path("Author").asText()),
                addresses(signers.path("Committers"))));
      } else {
        JsonNode block = rpc.call("eth_getBlockByNumber", hex(number), false);
        Address proposer = Address.of(block.path("miner").asText());
        seals.add(new BlockSeals(number, proposer, List.of()));
      }
    }
    return seals;
  }

  /** Whether accounts are permissioned is asked of the node: what it does counts, not the plan. */
  private Permissioning permissioning(Optional<JsonRpc> rpc) {
    if (!isBft()) {
      return new Permissioning("none", 0, "none");
    }
    boolean wanted = plan.network().accounts() == Accounts.PERMISSIONED;
    boolean contract = rpc.map(StatusReader::hasAccountList).orElse(wanted);
    if (!contract) {
      return new Permissioning("file", plan.nodes().size(), "none");
    }
    return new Permissioning("contract", rpc.map(StatusReader::listedNodes).orElse(0), "contract");
  }

  private static int listedNodes(JsonRpc rpc) {
    JsonNode nodes = rpc.call("quorumPermission_nodeList");
    return (int)
        StreamSupport.stream(nodes.spliterator(), false)
            .filter(node -> node.path("status").asInt() == NODE_APPROVED)
            .count();
  }

  private static boolean hasAccountList(JsonRpc rpc) {
    try {
      return rpc.call("quorumPermission_acctList").isArray();
    } catch (JsonRpc.RpcException e) {
      if (e.isUnreachable()) {
        throw e;
      }
      return false;
    }
  }

  private List<Funds> funds(JsonRpc rpc) {
    return OperatorAccount.find(directory).stream()
        .map(
            operator -> {
              String wei =
                  rpc.call("eth_getBalance", operator.address().value(), "latest").asText();
              return new Funds(operator.address(), new BigInteger(wei.substring(2), 16));
            })
        .toList();
  }

  private boolean isBft() {
    return plan.network().consensus() != Consensus.NONE;
  }

  private boolean isGoQuorum() {
    return plan.kind() == NetworkKind.GOQUORUM || plan.program().equals("goquorum");
  }

  private static List<Address> addresses(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .map(Address::of)
        .sorted()
        .toList();
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
