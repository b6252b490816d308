package io.fedquorum.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedquorum.chain.web3j.AccountPermissions.Peer;
import io.fedquorum.network.genesis.KeySource;
import io.fedquorum.network.genesis.NetworkFiles;
import io.fedquorum.network.genesis.NodeKey;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.NodeProcess;
import io.fedquorum.network.node.OwnerOnly;
import io.fedquorum.network.node.Ports;
import io.fedquorum.network.node.Programs;
import io.fedquorum.network.node.Waiting;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import io.fedquorum.network.quorum.QuorumBinary;
import io.fedquorum.network.quorum.QuorumCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node with the right genesis block and all addresses, which nobody put on a list. */
final class Stranger implements AutoCloseable {
  private final NodePlan node =
      new NodePlan("stranger", NodePlan.Role.MEMBER, Ports.free(), Ports.free());
  private final NodeKey key = NodeKey.next(KeySource.of(Optional.empty()));
  private final Path network;
  private final NetworkPlan plan;
  private final NodeProcess process;

  Stranger(Path network, Path home, QuorumBinary binary) throws IOException {
    this.network = network;
    this.plan = NetworkPlan.load(network).orElseThrow();
    OwnerOnly.write(home.resolve("nodekey"), key.privateKey());
    // It would have every peer; it is the others who do not want it.
    List<String> all = new ArrayList<>(listed(plan.nodes().get(0)));
    all.add(enode());
    write(home.resolve(NetworkFiles.STATIC_NODES), all);
    write(home.resolve(NetworkFiles.PERMISSIONED_NODES), all);
    Path config = home.resolve("config.toml");
    Files.writeString(
        config, "[Node.P2P]\nListenAddr = \"127.0.0.1:%d\"\n".formatted(node.p2pPort()));
    QuorumCommand command =
        new QuorumCommand(binary.path().toString(), binary.isModern(), plan.network());
    String genesis = network.resolve(NetworkFiles.GENESIS).toString();
    assertThat(Programs.run(home, 60, command.init(home.toString(), genesis)).orElseThrow().ok())
        .isTrue();
    QuorumCommand.Place place =
        new QuorumCommand.Place(
            home.toString(), "127.0.0.1", node.rpcPort(), List.of("--config", config.toString()));
    this.process =
        NodeProcess.start(
            command.run(node, place), QuorumCommand.environment(), home.resolve(NodeProcess.LOG));
    assertThat(Waiting.until(Duration.ofSeconds(30), () -> peers() >= 0)).isTrue();
  }

  long peers() {
    return new JsonRpc(node.rpcUrl()).quantity("net_peerCount");
  }

  long block() {
    return new JsonRpc(node.rpcUrl()).quantity("eth_blockNumber");
  }

  /** Puts it on every node's list. GoQuorum reads the list at each new connection. */
  void admit() throws IOException {
    for (NodePlan other : plan.nodes()) {
      List<String> list = new ArrayList<>(listed(other));
      list.add(enode());
      write(other.directory(network).resolve(NetworkFiles.PERMISSIONED_NODES), list);
    }
  }

  /** As the permission contract lists nodes. */
  Peer peer() {
    return new Peer(key.publicKey(), "127.0.0.1", node.p2pPort());
  }

  private String enode() {
    return key.enode("127.0.0.1", node.p2pPort());
  }

  private List<String> listed(NodePlan other) throws IOException {
    Path list = other.directory(network).resolve(NetworkFiles.PERMISSIONED_NODES);
    return List.of(new ObjectMapper().readValue(list.toFile(), String[].class));
  }

  private static void write(Path file, List<String> enodes) throws IOException {
    Files.write(file, new ObjectMapper().writeValueAsBytes(enodes));
  }

  @Override
  public void close() {
    process.stop();
  }
}
