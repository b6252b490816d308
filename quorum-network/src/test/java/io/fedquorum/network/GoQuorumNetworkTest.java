package io.fedquorum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.NodeProcess;
import io.fedquorum.network.node.Waiting;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.plan.NetworkPlan;
import io.fedquorum.network.quorum.QuorumBinary;
import io.fedquorum.network.status.NetworkStatus;
import io.fedquorum.network.status.NetworkStatus.State;
import io.fedquorum.protocol.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Real GoQuorum nodes: four validators and a member, on whichever line is here. */
@EnabledIf(value = GoQuorumHere.CONDITION, disabledReason = GoQuorumHere.NONE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoQuorumNetworkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int STRANGER_SECONDS = 10;

  private Path temporary;
  private Path directory;
  private QuorumBinary binary;
  private Networks networks;
  private NetworkOptions options;
  private RunningNetwork network;

  @BeforeAll
  void findGoQuorum(@TempDir Path fresh) {
    temporary = fresh;
    binary = GoQuorumHere.find().orElseThrow();
    directory = temporary.resolve("network");
    networks = new Networks(Map.of(QuorumBinary.VARIABLE, binary.path().toString()), line -> {});
    Path home = NetworkHome.find();
    Declaration declared = Declaration.read(home.resolve("network.json")).withBasePort(0);
    options =
        NetworkOptions.of(directory, home).withKind(NetworkKind.GOQUORUM).withDeclaration(declared);
  }

  @BeforeEach
  void bringUp() {
    network = networks.up(options);
  }

  @AfterAll
  void takeDown() {
    if (network != null) {
      networks.down(directory, true);
      assertThat(directory).doesNotExist();
    }
  }

  @Test
  void shouldSealBlocksWithAllValidatorsConnected() {
    // when
    NetworkStatus status = networks.status(directory);

    // then
    assertThat(network.clientVersion()).contains("quorum-v" + binary.version());
    assertThat(status.state()).isEqualTo(State.UP);
    assertThat(status.validators()).hasSize(4);
    assertThat(status.nodes()).allSatisfy(node -> assertThat(node.peers()).contains(4L));
    assertThat(status.lastSeals())
        .isNotEmpty()
        .allSatisfy(
            seals ->
                assertThat(seals.signers())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .isSubsetOf(status.validators()));
    assertThat(status.funded().get(0).address()).isEqualTo(network.operator());
    assertThat(status.json()).contains("\"state\" : \"UP\"", "\"peers\" : 4");
  }

  @Test
  void shouldBeHarmlessToBringUpTwice() {
    // given
    List<Long> before = processes();

    // when
    RunningNetwork again = networks.up(options);

    // then
    assertThat(processes()).isEqualTo(before);
    assertThat(again.rpcUrls()).isEqualTo(network.rpcUrls());
  }

  @Test
  void shouldGiveANodeThatIsNotListedNoPeers() throws IOException {
    Path home = Files.createDirectory(temporary.resolve("stranger"));
    try (Stranger stranger = new Stranger(directory, home, binary)) {
      // when: it tries for a while
      boolean came =
          Waiting.until(Duration.ofSeconds(STRANGER_SECONDS), () -> stranger.peers() > 0);

      // then
      assertThat(came).isFalse();
      assertThat(stranger.block()).isZero();

      // and once it is listed, nothing else stands in its way
      stranger.admit();
      assertThat(Waiting.until(PATIENCE, () -> stranger.peers() > 0 && stranger.block() > 0))
          .isTrue();
    }
  }

  @Test
  void shouldGoOnWithoutOneOfFourValidators() {
    // when
    networks.stopNode(directory, "validator-3");
    long block = block();

    // then
    assertThat(Waiting.until(PATIENCE, () -> block() >= block + 5)).isTrue();
    assertThat(networks.status(directory).state()).isEqualTo(State.UP);
  }

  @Test
  void shouldWaitWithoutTwoOfFourAndGoOnByItself() {
    // when
    networks.stopNode(directory, "validator-3");
    networks.stopNode(directory, "validator-4");

    // then
    assertThat(Waiting.until(PATIENCE, () -> networks.status(directory).state() == State.WAITING))
        .isTrue();
    NetworkStatus status = networks.status(directory);
    assertThat(status.reason()).contains("2 of 4 validators answer here, 3 are needed");
    long stuck = block();

    // and
    networks.startNode(directory, "validator-3");
    networks.startNode(directory, "validator-4");
    assertThat(Waiting.until(PATIENCE, () -> block() > stuck + 2)).isTrue();
  }

  @Test
  void shouldContinueTheSameChainAfterARestartOfAllNodes() {
    // given
    String first = hash(1);

    // when
    networks.down(directory, false);
    NetworkStatus down = networks.status(directory);
    network = networks.up(options);

    // then
    assertThat(down.state()).isEqualTo(State.DOWN);
    assertThat(hash(1)).isEqualTo(first);
  }

  @Test
  void shouldRefuseToMakeAnotherNetworkInItsDirectory() {
    // given
    Declaration seven = options.declaration().orElseThrow().withNodes(7, 1);

    // when / then
    assertThatThrownBy(() -> networks.up(options.withDeclaration(seven)))
        .hasMessageContaining("holds another network (kind goquorum, 4 validators");
  }

  @Test
  void shouldTakeAMemberAmongTheValidatorsByVoteAndOutAgain() {
    // given
    String member = new JsonRpc(network.rpcUrls().get(4)).call("eth_coinbase").asText();

    // when: more than half of the validators vote
    vote(member, true);

    // then
    assertThat(Waiting.until(PATIENCE, () -> validators().contains(Address.of(member)))).isTrue();
    assertThat(networks.status(directory).signersNeeded()).isEqualTo(4);

    // and
    vote(member, false);
    assertThat(Waiting.until(PATIENCE, () -> !validators().contains(Address.of(member)))).isTrue();
    network
        .rpcUrls()
        .subList(0, 4)
        .forEach(url -> new JsonRpc(url).call("istanbul_discard", member));
  }

  private void vote(String member, boolean in) {
    network
        .rpcUrls()
        .subList(0, 3)
        .forEach(url -> new JsonRpc(url).call("istanbul_propose", member, in));
  }

  private List<Address> validators() {
    return networks.status(directory).validators();
  }

  private List<Long> processes() {
    return NetworkPlan.load(directory).orElseThrow().nodes().stream()
        .map(node -> NodeProcess.load(node.directory(directory)).orElseThrow().pid())
        .toList();
  }

  private long block() {
    return new JsonRpc(network.rpcUrls().get(0)).quantity("eth_blockNumber");
  }

  private String hash(long block) {
    return new JsonRpc(network.rpcUrls().get(0))
        .call("eth_getBlockByNumber", "0x" + Long.toHexString(block), false)
        .get("hash")
        .asText();
  }
}
