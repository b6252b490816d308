package io.fedquorum.network.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.plan.Accounts;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFilesTest {
  private static final NetworkPlan PLAN =
      NetworkPlan.of(
          NetworkKind.GOQUORUM,
          "/opt/geth",
          new Declaration(Consensus.QBFT, 1337, 4, 1, BigDecimal.ONE, 22000, 1_000));

  @TempDir Path directory;

  @Test
  void shouldGiveTheSameNetworkForTheSameSeed() throws IOException {
    // when
    generate("first", Optional.of("seed"));
    generate("again", Optional.of("seed"));
    generate("other", Optional.of("another seed"));

    // then
    assertThat(read("again/genesis.json")).isEqualTo(read("first/genesis.json"));
    assertThat(read("again/nodes/member-1/nodekey"))
        .isEqualTo(read("first/nodes/member-1/nodekey"));
    assertThat(read("other/genesis.json")).isNotEqualTo(read("first/genesis.json"));
  }

  @Test
  void shouldNeverGiveTheSameKeysWithoutASeed() throws IOException {
    // when
    generate("first", Optional.empty());
    generate("second", Optional.empty());

    // then
    Set<String> keys = new HashSet<>();
    for (String network : List.of("first", "second")) {
      for (var node : PLAN.nodes()) {
        keys.add(read(network + "/nodes/" + node.name() + "/nodekey"));
      }
    }
    assertThat(keys).hasSize(10);
  }

  @Test
  void shouldKeepSecretsFromOtherUsers() throws IOException {
    // when
    generate("net", Optional.empty());

    // then
    for (String secret :
        List.of("nodes/validator-1/nodekey", "operator/key.json", "operator/passphrase")) {
      assertThat(permissions(secret)).as(secret).isEqualTo("rw-------");
    }
    assertThat(permissions("operator")).isEqualTo("rwx------");
  }

  @Test
  void shouldPutTheNodesKeysIntoGenesisAndPeerLists() throws IOException {
    // when
    generate("net", Optional.of("seed"));

    // then
    String genesis = read("net/genesis.json");
    String[] listed =
        new ObjectMapper()
            .readValue(read("net/nodes/validator-3/permissioned-nodes.json"), String[].class);
    assertThat(listed).hasSize(5).doesNotHaveDuplicates();
    for (int i = 0; i < 4; i++) {
      String key = read("net/nodes/validator-" + (i + 1) + "/nodekey");
      Address address = Keystores.ofPrivateKey(key).address();
      assertThat(genesis).contains(address.value().substring(2));
      assertThat(listed[i]).matches("enode://[0-9a-f]{128}@127.0.0.1:" + (23000 + i) + ".*");
    }
    assertThat(read("net/nodes/member-1/static-nodes.json"))
        .isEqualTo(read("net/nodes/validator-1/permissioned-nodes.json"));
  }

  @Test
  void shouldMakeAnOperatorsKeyThatOpens() {
    // when
    OperatorAccount operator = generate("net", Optional.empty());

    // then
    assertThat(Keystores.load(operator.keyFile(), operator.passphraseFile()).address())
        .isEqualTo(operator.address());
    assertThat(OperatorAccount.find(directory.resolve("net"))).contains(operator);
  }

  @Test
  void shouldDeriveAccountsAsEthereumDoes() {
    // given
    NodeKey key = NodeKey.next(KeySource.of(Optional.of("any")));

    // then
    assertThat(key.address()).isEqualTo(Keystores.ofPrivateKey(key.privateKey()).address());
    assertThat(key.toString()).doesNotContain(key.privateKey());
  }

  @Test
  void shouldPutThePermissionContractIntoGenesisOnlyWhereAccountsArePermissioned()
      throws IOException {
    // given
    NetworkPlan permissioned =
        NetworkPlan.of(
            NetworkKind.GOQUORUM, "/opt/geth", PLAN.network().withAccounts(Accounts.PERMISSIONED));

    // when
    generate("open", Optional.of("seed"));
    OperatorAccount operator =
        new NetworkFiles(
                permissioned,
                directory.resolve("net"),
                KeySource.of(Optional.of("seed")),
                Keystores.Cost.LIGHT)
            .generate(NetworkFiles.Hosts.loopback());

    // then
    JsonNode entry =
        new ObjectMapper()
            .readTree(read("net/genesis.json"))
            .at("/alloc/" + PermissionGenesis.CONTRACT.value());
    JsonNode config =
        new ObjectMapper().readTree(read("net/nodes/member-1/permission-config.json"));
    assertThat(entry.path("code").asText()).isEqualTo("0x" + PermissionGenesis.code());
    assertThat(entry.path("storage").size()).isGreaterThan(5);
    assertThat(config.path("permissionModel").asText()).isEqualTo("v2");
    assertThat(config.at("/accounts/0").asText()).isEqualTo(operator.address().value());
    assertThat(read("open/genesis.json")).doesNotContain(PermissionGenesis.CONTRACT.value());
    assertThat(directory.resolve("open/nodes/member-1/permission-config.json")).doesNotExist();
  }

  private OperatorAccount generate(String name, Optional<String> seed) {
    return new NetworkFiles(PLAN, directory.resolve(name), KeySource.of(seed), Keystores.Cost.LIGHT)
        .generate(NetworkFiles.Hosts.loopback());
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  private String permissions(String file) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(directory.resolve("net").resolve(file)));
  }
}
