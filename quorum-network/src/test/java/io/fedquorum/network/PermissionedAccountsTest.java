package io.fedquorum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Confirmations;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.InMemoryTransactionStore;
import io.fedquorum.chain.PermittedAccount;
import io.fedquorum.chain.PermittedAccount.Status;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.web3j.AccountPermissions;
import io.fedquorum.chain.web3j.AccountPermissions.Administration;
import io.fedquorum.chain.web3j.ContractDeployer;
import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.genesis.PermissionGenesis;
import io.fedquorum.network.node.Waiting;
import io.fedquorum.network.plan.Accounts;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.network.quorum.QuorumBinary;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Account permissioning on real GoQuorum nodes: the contract stands in the genesis block. */
@EnabledIf(value = GoQuorumHere.CONDITION, disabledReason = GoQuorumHere.NONE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionedAccountsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int STRANGER_SECONDS = 10;
  private static final String REFUSAL = "account does not have permission for the transaction";

  private Path directory;
  private Path temporary;
  private QuorumBinary binary;
  private Networks networks;
  private RunningNetwork network;
  private Web3jChains node;
  private AccountPermissions permissions;
  private Administration operator;

  @BeforeAll
  void bringUp(@TempDir Path fresh) {
    temporary = fresh;
    directory = fresh.resolve("network");
    binary = GoQuorumHere.find().orElseThrow();
    networks = new Networks(Map.of(QuorumBinary.VARIABLE, binary.path().toString()), line -> {});
    Path home = NetworkHome.find();
    Declaration declared =
        Declaration.read(home.resolve("network.json"))
            .withBasePort(0)
            .withAccounts(Accounts.PERMISSIONED);
    network =
        networks.up(
            NetworkOptions.of(directory, home)
                .withKind(NetworkKind.GOQUORUM)
                .withDeclaration(declared));
    node = Web3jChains.connect(URI.create(network.rpcUrls().get(0)));
    permissions = node.permissions();
    KeySigner key = Keystores.load(network.operatorKeyFile(), network.operatorPassphraseFile());
    operator = new Administration(PermissionGenesis.CONTRACT, PermissionGenesis.ORGANISATION, key);
  }

  @AfterAll
  void takeDown() {
    if (network != null) {
      node.close();
      networks.down(directory, true);
    }
  }

  @Test
  void shouldSayThatAccountsArePermissioned() {
    // when
    var permissioning = networks.status(directory).permissioning();

    // then
    assertThat(permissioning.accounts()).isEqualTo("contract");
    assertThat(permissioning.nodes()).isEqualTo("contract");
    assertThat(permissioning.listed()).isEqualTo(5);
    assertThat(role(operator.administrator())).contains("ADMIN");
  }

  @Test
  void shouldRefuseAnAccountWithoutRightsUntilItIsAllowed() {
    // given
    KeySigner member = Keystores.ephemeral();

    // when / then: every node refuses it
    for (String url : network.rpcUrls()) {
      try (Web3jChains other = Web3jChains.connect(URI.create(url))) {
        assertThatThrownBy(() -> send(other, member))
            .isInstanceOf(TransactionRefusedException.class)
            .hasMessageContaining(REFUSAL);
      }
    }

    // and
    permissions.assign(operator, member.address(), "MEMBER");
    send(node, member);
    assertThat(Waiting.until(PATIENCE, () -> role(member).equals(Optional.of("MEMBER")))).isTrue();
  }

  @Test
  void shouldRefuseASuspendedAccountUntilItIsActiveAgain() {
    // given
    KeySigner member = Keystores.ephemeral();
    permissions.assign(operator, member.address(), "MEMBER");
    send(node, member);

    // when
    permissions.suspend(operator, member.address());

    // then
    assertThatThrownBy(() -> send(node, member)).hasMessageContaining(REFUSAL);
    assertThat(Waiting.until(PATIENCE, () -> status(member).equals(Optional.of(Status.SUSPENDED))))
        .isTrue();

    // and
    permissions.activate(operator, member.address());
    send(node, member);
  }

  @Test
  void shouldLetMembersCallButNotCreateContracts() {
    // given
    KeySigner account = Keystores.ephemeral();
    permissions.assign(operator, account.address(), "MEMBER");

    // when / then
    assertThatThrownBy(() -> deploy(account)).hasMessageContaining(REFUSAL);

    // and
    permissions.assign(operator, account.address(), "COORDINATOR");
    assertThat(deploy(account).jobs()).isNotNull();
  }

  @Test
  void shouldLetOnlyAnAdministratorChangeTheList() {
    // given
    KeySigner member = Keystores.ephemeral();
    permissions.assign(operator, member.address(), "COORDINATOR");
    Administration pretended =
        new Administration(operator.contract(), operator.organisation(), member);

    // when / then
    assertThatThrownBy(() -> permissions.assign(pretended, member.address(), "ADMIN"))
        .isInstanceOf(TransactionRefusedException.class)
        .hasMessageContaining("refuses 'assignAccountRole' of " + member.address());
  }

  @Test
  void shouldTakeANodeAmongThePeersOnceTheContractListsIt() throws IOException {
    Path home = Files.createDirectory(temporary.resolve("stranger"));
    try (Stranger stranger = new Stranger(directory, home, binary)) {
      // when: it tries for a while
      boolean came =
          Waiting.until(Duration.ofSeconds(STRANGER_SECONDS), () -> stranger.peers() > 0);

      // then
      assertThat(came).isFalse();

      // and once it is listed, nothing else stands in its way
      permissions.addNode(operator, stranger.peer());
      assertThat(Waiting.until(PATIENCE, () -> stranger.peers() > 0 && stranger.block() > 0))
          .isTrue();

      // and
      permissions.removeNode(operator, stranger.peer());
      assertThat(Waiting.until(PATIENCE, () -> stranger.peers() == 0)).isTrue();
    }
  }

  private Contracts deploy(KeySigner owner) {
    return node.deployer(owner, new InMemoryTransactionStore())
        .deploy(new ContractDeployer.Terms(BigInteger.ONE, Duration.ZERO, false), PATIENCE);
  }

  /** Pays nothing to itself; gas is free. */
  private static void send(Web3jChains chain, KeySigner account) {
    Contracts none = new Contracts(account.address(), account.address(), 0);
    Confirmations.confirm(
        chain.sender(none, account, new InMemoryTransactionStore()),
        "pay",
        new Call.Transfer(account.address(), BigInteger.ZERO),
        PATIENCE);
  }

  private Optional<String> role(KeySigner account) {
    return entry(account).map(PermittedAccount::role);
  }

  private Optional<Status> status(KeySigner account) {
    return entry(account).map(PermittedAccount::status);
  }

  private Optional<PermittedAccount> entry(KeySigner account) {
    List<PermittedAccount> all = permissions.accounts().orElseThrow();
    return all.stream().filter(a -> a.address().equals(account.address())).findFirst();
  }
}
