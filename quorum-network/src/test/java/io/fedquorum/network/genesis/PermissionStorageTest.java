package io.fedquorum.network.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.network.dev.DevelopmentChain;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Keccak;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The storage that is written by hand, read by the contract's own code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionStorageTest {
  private static final Address OPERATOR = Address.of("0x" + "ab".repeat(20));
  private static final String FIRST = "0123456789abcdef".repeat(8);
  private static final String SECOND = "fedcba9876543210".repeat(8);
  private static final List<String> ENODES =
      List.of(
          "enode://" + FIRST + "@127.0.0.1:23000?discport=0",
          "enode://" + SECOND + "@192.168.100.200:65535");

  private DevelopmentChain chain;
  private JsonRpc rpc;

  @BeforeAll
  void putTheContractThere(@TempDir Path directory) {
    chain = DevelopmentChain.start(DevelopmentChain.Options.instant(directory, OPERATOR));
    rpc = new JsonRpc(chain.rpcUrl());
    String contract = PermissionGenesis.CONTRACT.value();
    rpc.call("anvil_setCode", contract, "0x" + PermissionGenesis.code());
    PermissionStorage.of(OPERATOR, ENODES)
        .forEach((s, v) -> rpc.call("anvil_setStorageAt", contract, s.value(), v.value()));
  }

  @AfterAll
  void stop() {
    chain.close();
  }

  @Test
  void shouldListTheOperatorAsTheOneAdministrator() {
    assertThat(call("getNumberOfAccounts()")).isEqualTo(word(1));
    assertThat(call("getAccountDetailsFromIndex(uint256)", word(0)))
        .startsWith(address(OPERATOR))
        .contains(text("FEDQUORUM"), text("ADMIN"));
    assertThat(call("getAccountDetails(address)", address(OPERATOR)))
        .isEqualTo(call("getAccountDetailsFromIndex(uint256)", word(0)));
  }

  @Test
  void shouldListEveryNodeByKeyAddressAndPort() {
    assertThat(call("getNumberOfNodes()")).isEqualTo(word(2));
    assertThat(call("getNodeDetailsFromIndex(uint256)", word(0)))
        .contains(text(FIRST), text("127.0.0.1"), word(23000));
    assertThat(call("getNodeDetailsFromIndex(uint256)", word(1)))
        .contains(text(SECOND), text("192.168.100.200"), word(65535));
  }

  @Test
  void shouldAllowTheOperatorAndNobodyElse() {
    assertThat(transactionAllowed(OPERATOR)).isEqualTo(word(1));
    assertThat(transactionAllowed(Address.of("0x" + "cd".repeat(20)))).isEqualTo(word(0));
  }

  @Test
  void shouldLetListedNodesConnectAndNoOther() {
    assertThat(connectionAllowed(FIRST)).isEqualTo(word(1));
    assertThat(connectionAllowed(SECOND)).isEqualTo(word(1));
    assertThat(connectionAllowed("0".repeat(128))).isEqualTo(word(0));
  }

  @Test
  void shouldRefuseWhatIsNoEnode() {
    assertThatThrownBy(() -> PermissionStorage.of(OPERATOR, List.of("enode://12@host:1")))
        .hasMessage("enode 'enode://12@host:1' must be enode://KEY@IP:PORT");
  }

  private String transactionAllowed(Address sender) {
    return call(
        "transactionAllowed(address,address,uint256,uint256,uint256,bytes)",
        address(sender),
        address(OPERATOR),
        word(0),
        word(0),
        word(21_000),
        word(6 * 32),
        word(0));
  }

  private String connectionAllowed(String enodeId) {
    return call(
        "connectionAllowed(string,string,uint16)",
        word(3 * 32),
        word(8 * 32),
        word(1),
        text(enodeId),
        word(0));
  }

  private String call(String function, String... words) {
    String selector =
        Keccak.hash(function.getBytes(StandardCharsets.US_ASCII)).value().substring(0, 10);
    Map<String, String> call =
        Map.of("to", PermissionGenesis.CONTRACT.value(), "data", selector + String.join("", words));
    return rpc.call("eth_call", call, "latest").asText().substring(2);
  }

  /** A text as the ABI has it: its length, then its bytes, filled up with zeros. */
  private static String text(String text) {
    String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    return word(text.length()) + hex + "0".repeat((64 - hex.length() % 64) % 64);
  }

  private static String address(Address address) {
    return "0".repeat(24) + address.value().substring(2);
  }

  private static String word(long number) {
    return "%064x".formatted(number);
  }
}
