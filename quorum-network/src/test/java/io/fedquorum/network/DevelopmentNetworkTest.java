package io.fedquorum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.NetworkException;
import io.fedquorum.network.node.NetworkException.Reason;
import io.fedquorum.network.plan.Accounts;
import io.fedquorum.network.plan.Consensus;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.status.NetworkStatus;
import io.fedquorum.network.status.NetworkStatus.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentNetworkTest {
  private static final Path HOME = NetworkHome.find();

  private static final String UNFINISHED = ".unfinished";

  @TempDir Path temporary;

  private final List<String> notices = new ArrayList<>();
  private final Networks networks = new Networks(Map.of(), notices::add);

  @AfterEach
  void takeDown() {
    if (directory().toFile().exists()) {
      networks.down(directory(), true);
    }
  }

  @Test
  void shouldBringUpAFundedChainAndTakeItDownFromAnotherProcess() {
    // when
    RunningNetwork network = networks.up(options());

    // then
    assertThat(network.kind()).isEqualTo(NetworkKind.DEV);
    assertThat(network.clientVersion()).startsWith("anvil/");
    assertThat(
            Keystores.load(network.operatorKeyFile(), network.operatorPassphraseFile()).address())
        .isEqualTo(network.operator());
    NetworkStatus status = networks.status(directory());
    assertThat(status.state()).isEqualTo(State.UP);
    assertThat(status.consensus()).isEqualTo(Consensus.NONE);
    assertThat(status.permissioning().nodes()).isEqualTo("none");
    assertThat(status.funded().get(0).wei().toString()).isEqualTo("5" + "0".repeat(18));

    // and: another process knows the directory only
    new Networks(Map.of(), notices::add).down(directory(), false);
    assertThat(networks.status(directory()).state()).isEqualTo(State.DOWN);
  }

  @Test
  void shouldKeepChainAndPortAcrossStopAndStart() {
    // given
    RunningNetwork first = networks.up(options());
    String hash = hash(first);

    // when
    networks.stopNode(directory(), "dev");
    networks.startNode(directory(), "dev");

    // then
    assertThat(hash(networks.up(options()))).isEqualTo(hash);
  }

  @Test
  void shouldRefuseABftNetworkInItsDirectory() {
    // given
    networks.up(options());

    // when / then
    assertThatThrownBy(() -> networks.up(options().withKind(NetworkKind.GOQUORUM)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("holds another network (kind dev")
        .extracting(e -> ((NetworkException) e).reason())
        .isEqualTo(Reason.FOREIGN_DIRECTORY);
  }

  @Test
  void shouldLeaveNothingBehindWhenGoQuorumIsNotHere() {
    // given
    Networks misled = new Networks(Map.of("FEDQ_GETH", "/no/such/geth"), notices::add);

    // when / then
    assertThatThrownBy(() -> misled.up(options().withKind(NetworkKind.GOQUORUM)))
        .hasMessageContaining("FEDQ_GETH '/no/such/geth' must be a GoQuorum geth");
    assertThat(directory()).doesNotExist();
  }

  @Test
  void shouldRefuseToPermissionAccountsOfADevelopmentChain() {
    // given
    NetworkOptions permissioned =
        options()
            .withDeclaration(
                options().declaration().orElseThrow().withAccounts(Accounts.PERMISSIONED));

    // when / then
    assertThatThrownBy(() -> networks.up(permissioned))
        .hasMessageContaining("accounts 'permissioned' must be open on a development chain");
    assertThat(directory()).doesNotExist();
  }

  @Test
  void shouldNotStartANetworkThatIsOnlyAskedFor() {
    // given
    networks.up(options());
    assertThat(networks.reach(directory()).rpcUrls()).hasSize(1);

    // when
    networks.stopNode(directory(), "dev");

    // then
    assertThatThrownBy(() -> networks.reach(directory()))
        .hasMessageContaining("is down; start it with: fedq network up");
  }

  @Test
  void shouldFinishWhatAnInterruptedUpBegan() throws IOException {
    // given: keys were made, and no plan was written yet
    RunningNetwork first = networks.up(options());
    networks.down(directory(), false);
    Files.delete(directory().resolve("plan.json"));
    Files.createFile(directory().resolve(UNFINISHED));

    // when
    RunningNetwork again = networks.up(options());

    // then
    assertThat(again.operator()).isNotEqualTo(first.operator());
    assertThat(directory().resolve(UNFINISHED)).doesNotExist();
  }

  @Test
  void shouldRemoveWhatAnInterruptedUpBeganWhenTakenDown() throws IOException {
    // given
    Files.createDirectories(directory().resolve("nodes/dev"));
    Files.createFile(directory().resolve(UNFINISHED));

    // when
    networks.down(directory(), false);

    // then
    assertThat(directory()).doesNotExist();
  }

  @Test
  void shouldNotTouchADirectoryWithoutTheMark() throws IOException {
    // given
    Path foreign = temporary.resolve("foreign");
    Files.createDirectories(foreign.resolve("nodes/dev"));

    // when / then
    assertThatThrownBy(() -> networks.up(NetworkOptions.of(foreign, HOME)))
        .hasMessageContaining("holds no FedQuorum");
    assertThatThrownBy(() -> networks.down(foreign, true))
        .hasMessageContaining("holds no FedQuorum");
    assertThat(foreign.resolve("nodes/dev")).exists();
  }

  @Test
  void shouldSayThatThereIsNoNetwork() {
    assertThatThrownBy(() -> networks.status(directory()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("no network in '" + directory() + "'");
  }

  private Path directory() {
    return temporary.resolve("network");
  }

  private NetworkOptions options() {
    Declaration declared = new Declaration(Consensus.AUTO, 1337, 4, 1, new BigDecimal("0.1"), 0, 5);
    return NetworkOptions.of(directory(), HOME).withKind(NetworkKind.DEV).withDeclaration(declared);
  }

  private static String hash(RunningNetwork network) {
    return new JsonRpc(network.rpcUrls().get(0))
        .call("eth_getBlockByNumber", "0x1", false)
        .get("hash")
        .asText();
  }
}
