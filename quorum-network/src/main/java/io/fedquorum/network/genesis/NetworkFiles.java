package io.fedquorum.network.genesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.node.OwnerOnly;
import io.fedquorum.network.plan.Accounts;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import io.fedquorum.network.plan.NodePlan.Role;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Generates the files of a BFT network: {@code genesis.json} (and {@code besu-genesis.json}), the
 * operator's account, and for every node a directory with {@code nodekey}, {@code
 * static-nodes.json} and {@code permissioned-nodes.json}, where GoQuorum looks for them: in the
 * root of its data directory.
 */
public final class NetworkFiles {
  /** The genesis block of GoQuorum. */
  public static final String GENESIS = "genesis.json";

  /** The genesis block of Besu. */
  public static final String BESU_GENESIS = "besu-genesis.json";

  /** The private key in a node's directory. */
  public static final String NODE_KEY = "nodekey";

  /** Peers that a node keeps trying to reach. */
  public static final String STATIC_NODES = "static-nodes.json";

  /** Peers that a node will talk to; a missing file means none. */
  public static final String PERMISSIONED_NODES = "permissioned-nodes.json";

  /** Where a node finds the permission contract; a missing file means that accounts are open. */
  public static final String PERMISSION_CONFIG = "permission-config.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Where a node is reached by its peers. */
  @FunctionalInterface
  public interface Hosts {
    /** The enode address of a key's node. */
    String enode(NodePlan node, NodeKey key);

    /** Nodes of one machine, on its loopback interface. */
    static Hosts loopback() {
      return (node, key) -> key.enode("127.0.0.1", node.p2pPort());
    }
  }

  private final NetworkPlan plan;
  private final Path directory;
  private final Map<NodePlan, NodeKey> keys = new LinkedHashMap<>();
  private final KeySource source;
  private final Keystores.Cost cost;

  /**
   * A generator.
   *
   * @param directory the network's, empty
   * @param source of all keys
   * @param cost of opening the operator's key file
   */
  public NetworkFiles(NetworkPlan plan, Path directory, KeySource source, Keystores.Cost cost) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.directory = Objects.requireNonNull(directory, "directory");
    this.source = Objects.requireNonNull(source, "source");
    this.cost = Objects.requireNonNull(cost, "cost");
  }

  /** Writes all files, the plan last: a directory without one was not finished. */
  public OperatorAccount generate(Hosts hosts) {
    plan.nodes().forEach(node -> keys.put(node, NodeKey.next(source)));
    OperatorAccount operator = OperatorAccount.create(directory, source, cost);
    List<String> enodes =
        keys.entrySet().stream().map(e -> hosts.enode(e.getKey(), e.getValue())).toList();
    writeGenesis(operator.address(), enodes);
    keys.forEach((node, key) -> writeNode(node, key, enodes));
    plan.save(directory);
    return operator;
  }

  private void writeGenesis(Address operator, List<String> enodes) {
    List<Address> validators =
        keys.entrySet().stream()
            .filter(e -> e.getKey().role() == Role.VALIDATOR)
            .map(e -> e.getValue().address())
            .sorted()
            .toList();
    ObjectNode goQuorum = Genesis.goQuorum(plan.network(), validators, operator);
    if (plan.network().accounts() == Accounts.PERMISSIONED) {
      PermissionGenesis.add(goQuorum, operator, enodes);
      keys.keySet().forEach(node -> writePermissions(node, operator));
    }
    write(directory.resolve(GENESIS), goQuorum);
    if (plan.network().consensus() == Consensus.QBFT) {
      write(directory.resolve(BESU_GENESIS), Genesis.besu(plan.network(), validators, operator));
    }
  }

  private void writePermissions(NodePlan node, Address operator) {
    Path home = node.directory(directory);
    OwnerOnly.createDirectory(home);
    write(home.resolve(PERMISSION_CONFIG), PermissionGenesis.config(operator));
  }

  private void writeNode(NodePlan node, NodeKey key, List<String> enodes) {
    Path home = node.directory(directory);
    OwnerOnly.createDirectory(home);
    OwnerOnly.write(home.resolve(NODE_KEY), key.privateKey());
    JsonNode list = JSON.valueToTree(enodes);
    write(home.resolve(STATIC_NODES), list);
    write(home.resolve(PERMISSIONED_NODES), list);
  }

  private static void write(Path file, JsonNode content) {
    try {
      Files.write(file, JSON.writeValueAsBytes(content));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' cannot be written", e);
    }
  }
}
