package io.fedquorum.network.docker;

import io.fedquorum.network.genesis.NetworkFiles;
import io.fedquorum.network.genesis.NetworkFiles.Hosts;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.plan.NodePlan;
import io.fedquorum.network.quorum.QuorumCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * Writes {@code compose.yaml}: one container a node, on a network of its own with fixed addresses,
 * because a permission list names addresses; JSON-RPC is published on the loopback interface only.
 */
final class ComposeFile {
  static final String NAME = "compose.yaml";

  /** The official image of the last GoQuorum. */
  static final String GOQUORUM_IMAGE = "quorumengineering/quorum:24.4.1";

  /** The official image of Besu. */
  static final String BESU_IMAGE = "hyperledger/besu:25.8.0";

  private static final int FIRST_HOST = 11;
  private static final int PEER_PORT = 30303;
  private static final int RPC_PORT = 8545;

  private final NetworkPlan plan;
  private final Path directory;

  ComposeFile(NetworkPlan plan, Path directory) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.directory = directory.toAbsolutePath();
  }

  /** Containers are known by the directory, so that two networks do not meet. */
  String project() {
    return "fedq-%08x".formatted(checksum());
  }

  /** Where the containers reach each other. */
  Hosts hosts() {
    return (node, key) -> key.enode(address(node), PEER_PORT);
  }

  void write() {
    try {
      Files.writeString(directory.resolve(NAME), text(user()));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + directory.resolve(NAME) + "' cannot be written", e);
    }
  }

  /** The file, for containers that run as a user. */
  String text(String user) {
    StringBuilder text = new StringBuilder("name: ").append(project()).append("\nservices:\n");
    plan.nodes().forEach(node -> text.append(service(node, user)));
    return text.append(
            """
            networks:
              quorum:
                driver: bridge
                ipam:
                  config:
                    - subnet: %s.0/24
            """
                .formatted(subnet()))
        .toString();
  }

  private String service(NodePlan node, String user) {
    return """
          %s:
            image: %s
            user: "%s"
            restart: unless-stopped
            environment:
              PRIVATE_CONFIG: ignore
            entrypoint: ["/bin/sh", "-c"]
            command:
              - >-
                %s
            volumes:
              - ./nodes/%s:/node
              - ./%s:/genesis.json:ro
            ports:
              - "127.0.0.1:%d:%d"
            networks:
              quorum:
                ipv4_address: %s
            healthcheck:
              test: ["CMD-SHELL", '%s']
              interval: 5s
              timeout: 5s
              retries: 24
              start_period: 10s
        """
        .formatted(
            node.name(),
            isBesu() ? BESU_IMAGE : GOQUORUM_IMAGE,
            user,
            isBesu() ? besu(node) : goQuorum(node),
            node.name(),
            isBesu() ? NetworkFiles.BESU_GENESIS : NetworkFiles.GENESIS,
            node.rpcPort(),
            RPC_PORT,
            address(node),
            isBesu() ? BESU_HEALTH : GOQUORUM_HEALTH);
  }

  // Healthy once a block above the first is there.
  private static final String GOQUORUM_HEALTH =
      "wget -qO- --header=\"Content-Type: application/json\" --post-data=\"{\\\"jsonrpc\\\":\\\"2.0\\\","
          + "\\\"id\\\":1,\\\"method\\\":\\\"eth_blockNumber\\\",\\\"params\\\":[]}\""
          + " http://127.0.0.1:8545 | grep -q \"0x[1-9a-f]\"";

  // The image has neither wget nor curl; its liveness answer comes over plain TCP.
  private static final String BESU_HEALTH =
      "bash -c \"exec 3<>/dev/tcp/127.0.0.1/8545"
          + " && printf \\\"GET /liveness HTTP/1.0\\r\\n\\r\\n\\\" >&3 && grep -q UP <&3\"";

  private String goQuorum(NodePlan node) {
    QuorumCommand command = new QuorumCommand("geth", true, plan.network());
    List<String> peers = List.of("--port", Integer.toString(PEER_PORT));
    QuorumCommand.Place place = new QuorumCommand.Place("/node", "0.0.0.0", RPC_PORT, peers);
    return "test -d /node/geth/chaindata || %s; exec %s"
        .formatted(
            String.join(" ", command.init("/node", "/genesis.json")),
            String.join(" ", command.run(node, place)));
  }

  private String besu(NodePlan node) {
    List<String> all = new ArrayList<>(List.of("exec besu", "--data-path=/node/besu"));
    all.addAll(List.of("--genesis-file=/genesis.json", "--node-private-key-file=/node/nodekey"));
    all.addAll(List.of("--network-id=" + plan.network().chainId(), "--identity=" + node.name()));
    all.addAll(List.of("--p2p-host=" + address(node), "--p2p-port=" + PEER_PORT));
    all.addAll(List.of("--discovery-enabled=false", "--nat-method=NONE"));
    all.addAll(List.of("--static-nodes-file=/node/static-nodes.json"));
    all.add("--permissions-nodes-config-file-enabled=true");
    all.add("--permissions-nodes-config-file=/node/" + BesuPermissions.FILE);
    all.addAll(List.of("--rpc-http-enabled=true", "--rpc-http-host=0.0.0.0"));
    all.addAll(List.of("--rpc-http-port=" + RPC_PORT, "--rpc-http-api=ETH,NET,WEB3,QBFT,TXPOOL"));
    all.addAll(List.of("--host-allowlist=localhost,127.0.0.1", "--min-gas-price=0"));
    all.addAll(List.of("--sync-mode=FULL", "--data-storage-format=FOREST"));
    return String.join(" ", all);
  }

  private String address(NodePlan node) {
    return subnet() + "." + (FIRST_HOST + plan.nodes().indexOf(node));
  }

  private String subnet() {
    return "10.%d.%d".formatted(201 + checksum() % 50, (checksum() >> 8) % 250);
  }

  private long checksum() {
    CRC32 crc = new CRC32();
    crc.update(directory.toString().getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private boolean isBesu() {
    return plan.program().equals(DockerNodes.BESU);
  }

  /** So that the files of the containers belong to who started them. */
  private String user() throws IOException {
    Path home = plan.nodes().get(0).directory(directory);
    Object uid = Files.getAttribute(home, "unix:uid");
    Object gid = Files.getAttribute(home, "unix:gid");
    return uid + ":" + gid;
  }
}
