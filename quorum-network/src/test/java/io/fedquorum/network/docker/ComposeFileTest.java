package io.fedquorum.network.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.genesis.KeySource;
import io.fedquorum.network.genesis.NetworkFiles;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.plan.NetworkPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The shape of the file. No engine is at hand where this was written: the containers never ran. */
class ComposeFileTest {
  @TempDir Path directory;

  @Test
  void shouldDescribeEveryNodeOfAGoQuorumNetwork() {
    // when
    Map<String, Map<String, Object>> services = services(plan(DockerNodes.GOQUORUM));

    // then
    assertThat(services.keySet())
        .containsExactly("validator-1", "validator-2", "validator-3", "validator-4", "member-1");
    Map<String, Object> validator = services.get("validator-2");
    assertThat(validator.get("image")).isEqualTo("quorumengineering/quorum:24.4.1");
    assertThat(validator.get("ports")).isEqualTo(List.of("127.0.0.1:22001:8545"));
    assertThat(validator.get("volumes").toString())
        .contains("./nodes/validator-2:/node", "./genesis.json:/genesis.json:ro");
    assertThat(command(validator))
        .startsWith("test -d /node/geth/chaindata || geth --datadir /node init /genesis.json;")
        .contains("--permissioned", "--mine ", "--http.addr 0.0.0.0", "--nodekey /node/nodekey");
    assertThat(command(services.get("member-1"))).contains("--identity member-1");
    assertThat(validator.get("healthcheck").toString()).contains("eth_blockNumber");
  }

  @Test
  void shouldDescribeTheWayOutToBesu() {
    // when
    Map<String, Map<String, Object>> services = services(plan(DockerNodes.BESU));

    // then
    Map<String, Object> validator = services.get("validator-1");
    assertThat(validator.get("image")).isEqualTo("hyperledger/besu:25.8.0");
    assertThat(validator.get("volumes").toString()).contains("./besu-genesis.json:/genesis.json");
    assertThat(command(validator))
        .contains("--permissions-nodes-config-file-enabled=true", "--min-gas-price=0", "QBFT");
  }

  @Test
  void shouldListTheContainersAddressesAsPeers() throws IOException {
    // given
    NetworkPlan plan = plan(DockerNodes.BESU);
    NetworkFiles files =
        new NetworkFiles(plan, directory, KeySource.of(Optional.of("seed")), Keystores.Cost.LIGHT);

    // when
    files.generate(DockerNodes.hosts(plan, directory));
    DockerNodes.prepare(plan, directory);

    // then
    String peers = Files.readString(directory.resolve("nodes/member-1/permissioned-nodes.json"));
    String toml = Files.readString(directory.resolve("nodes/member-1/permissions_config.toml"));
    Map<String, Map<String, Object>> services = parse(directory.resolve("compose.yaml"));
    for (Map<String, Object> service : services.values()) {
      String address =
          service.get("networks").toString().replaceAll(".*ipv4_address=([0-9.]+).*", "$1");
      assertThat(peers).contains("@" + address + ":30303");
      assertThat(toml).contains("@" + address + ":30303");
    }
    assertThat(toml).startsWith("nodes-allowlist = [");
  }

  private NetworkPlan plan(String containers) {
    return NetworkPlan.of(
        NetworkKind.DOCKER,
        containers,
        new Declaration(Consensus.QBFT, 1337, 4, 1, BigDecimal.ONE, 22000, 1_000));
  }

  private Map<String, Map<String, Object>> services(NetworkPlan plan) {
    return serviceMap(new Yaml().load(new ComposeFile(plan, directory).text("1000:1000")));
  }

  private static Map<String, Map<String, Object>> parse(Path file) throws IOException {
    return serviceMap(new Yaml().load(Files.readString(file)));
  }

  private static Map<String, Map<String, Object>> serviceMap(
      Map<String, Map<String, Map<String, Object>>> file) {
    assertThat(file.get("networks")).containsOnlyKeys("quorum");
    return file.get("services");
  }

  private static String command(Map<String, Object> service) {
    return ((List<?>) service.get("command")).get(0).toString();
  }
}
