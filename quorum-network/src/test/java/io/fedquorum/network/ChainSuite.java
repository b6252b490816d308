package io.fedquorum.network;

import static io.fedquorum.network.ChainFixture.ETHER;
import static io.fedquorum.network.ChainFixture.PATIENCE;
import static io.fedquorum.network.ChainFixture.PROFILE;
import static io.fedquorum.network.ChainFixture.STAKE;
import static io.fedquorum.network.ChainFixture.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity.Kind;
import io.fedquorum.chain.Confirmations;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.FileTransactionStore;
import io.fedquorum.chain.InMemoryTransactionStore;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Seals;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.Transactions;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.chain.web3j.ContractDeployer;
import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chain port promises, on a real chain; one subclass for each kind of chain. */
abstract class ChainSuite {
  @TempDir Path directory;
  private ChainFixture at;
  private Chain chain;

  /** Where the chain answers. */
  abstract URI url();

  /** An account of that chain with some thousand Ether. */
  abstract KeySigner richAccount();

  /** The runner's output says on which chains the suite ran. */
  static void announce(URI url) {
    try (Web3jChains node = Web3jChains.connect(url)) {
      System.out.println("chain suite: runs on " + node.chain().identity().clientVersion());
    }
  }

  @BeforeEach
  void deploy() {
    at = new ChainFixture(url(), richAccount());
    chain = at.chain;
  }

  @AfterEach
  void disconnect() {
    at.close();
  }

  @Test
  void shouldPayWorkersAndReturnTheRest() {
    // when
    TrainingStory story = new TrainingStory(at);

    // then
    assertThat(story.received)
        .containsExactly(TrainingStory.EARNED, TrainingStory.EARNED, BigInteger.ZERO);
    assertThat(story.returned).isEqualTo(TrainingStory.REST);
    assertThat(chain.balance(at.contracts.jobs())).isZero();
    assertThat(chain.worker(at.contracts, story.workers.get(2)))
        .get()
        .extracting(WorkerRecord::stake, WorkerRecord::active)
        .containsExactly(BigInteger.ZERO, false);
  }

  @Test
  void shouldReadBackTheEventsOfATraining() {
    // when
    TrainingStory story = new TrainingStory(at);

    // then
    ExpectedEvents.of(story, at).assertEqualTo(ExpectedEvents.readAll(at, 7));
  }

  @Test
  void shouldTellWhyASecondCommitWasReverted() {
    // given
    KeySigner worker = at.worker();
    at.confirm(at.publisher, new Call.CreateTraining(word("spec"), ETHER));
    at.open(word("seed"));
    at.confirm(at.publisher, new Call.Assign(1, 1, word("seed"), word("assignment"), 60, 60));
    Transactions sender = at.sender(worker);
    at.confirm(sender, new Call.Commit(1, 1, word("one")));

    // when
    sender.submit("second", new Call.Commit(1, 1, word("two")));
    Receipt receipt = Confirmations.await(sender, "second", PATIENCE);

    // then
    assertThat(receipt.succeeded()).isFalse();
    assertThat(receipt.revertReason())
        .isEqualTo("AlreadyCommitted(worker=" + worker.address() + ")");
  }

  @Test
  void shouldReadTheWorkersOfAPastBlock() {
    // given
    KeySigner early = at.worker();
    long past = chain.head().number();
    KeySigner late = at.worker();

    // when
    List<WorkerRecord> then = chain.workers(at.contracts, past);
    List<WorkerRecord> now = chain.workers(at.contracts, chain.head().number());

    // then
    assertThat(then).hasSize(1);
    assertThat(now)
        .extracting(WorkerRecord::address)
        .containsExactlyInAnyOrder(early.address(), late.address())
        .isSorted();
    assertThat(then.get(0).joinedAt()).isPositive().isLessThanOrEqualTo(past);
    assertThat(then.get(0))
        .isEqualTo(new WorkerRecord(early.address(), PROFILE, STAKE, then.get(0).joinedAt(), true));
  }

  @Test
  void shouldSendTheSameBytesAfterARestart() {
    // given: stored and sent, and the process died before it could look for the receipt
    KeySigner account = at.fundedAccount(BigInteger.ONE);
    Address to = Keystores.ephemeral().address();
    Call pay = new Call.Transfer(to, BigInteger.ONE);
    Bytes32 hash;
    byte[] raw;
    try (FileTransactionStore store = new FileTransactionStore(directory)) {
      hash = at.node.sender(at.contracts, account, store).submit("pay", pay);
      raw = store.find("pay").orElseThrow().raw();
    }

    // when
    try (FileTransactionStore store = new FileTransactionStore(directory)) {
      TransactionSender sender = at.node.sender(at.contracts, account, store);
      Bytes32 again = sender.submit("pay", pay);
      Receipt receipt = Confirmations.await(sender, "pay", PATIENCE);

      // then
      assertThat(again).isEqualTo(hash).isEqualTo(receipt.transaction());
      assertThat(store.find("pay").orElseThrow().raw()).isEqualTo(raw);
      assertThat(chain.minedNonce(account.address())).isEqualTo(1);
      assertThat(chain.balance(to)).isEqualTo(BigInteger.ONE);
    }
  }

  @Test
  void shouldMineMoreTransactionsThanANodeKeepsOfOneAccount() {
    // given
    KeySigner account = at.fundedAccount(BigInteger.ONE);
    Transactions sender = at.sender(account);
    Address to = Keystores.ephemeral().address();

    // when
    for (int i = 0; i < 40; i++) {
      sender.submit("pay/" + i, new Call.Transfer(to, BigInteger.ONE));
    }
    for (int i = 0; i < 40; i++) {
      Confirmations.await(sender, "pay/" + i, PATIENCE);
    }

    // then
    assertThat(chain.balance(to)).isEqualTo(BigInteger.valueOf(40));
  }

  @Test
  void shouldFindADeploymentThatIsThere() {
    // given
    InMemoryTransactionStore store = new InMemoryTransactionStore();
    KeySigner account = at.fundedAccount(BigInteger.ONE);
    ContractDeployer.Terms terms = new ContractDeployer.Terms(STAKE, Duration.ofMinutes(90), true);

    // when
    Contracts first = at.node.deployer(account, store).deploy(terms, PATIENCE);
    Contracts second = at.node.deployer(account, store).deploy(terms, PATIENCE);

    // then
    assertThat(second).isEqualTo(first);
    assertThat(chain.minimumStake(first)).isEqualTo(STAKE);
    assertThat(chain.cooldownSeconds(first)).isEqualTo(90 * 60);
  }

  @Test
  void shouldTellOfSealsWhereBlocksHaveThem() {
    // given: a chain with validators seals every block, one without has no seals at all
    boolean sealed = chain.identity().kind() == Kind.GOQUORUM;

    // when
    Optional<Seals> seals = chain.seals(chain.head().hash());

    // then
    assertThat(seals.map(Seals::isFinal)).isEqualTo(sealed ? Optional.of(true) : Optional.empty());
  }

  @Test
  void shouldSayThatThereIsNoContract() {
    // given
    Contracts none = new Contracts(at.owner.address(), at.owner.address(), 0);

    // when, then
    assertThatThrownBy(() -> chain.workers(none, chain.head().number()))
        .hasMessageContaining("no FedQuorum contract")
        .hasMessageContaining(at.owner.address().value());
  }

  @Test
  void shouldStoreNothingThatTheAccountCannotPay() {
    // given
    InMemoryTransactionStore store = new InMemoryTransactionStore();
    KeySigner poor = Keystores.ephemeral();
    TransactionSender sender = at.node.sender(at.contracts, poor, store);

    // when, then
    assertThatThrownBy(() -> sender.submit("join", new Call.Join(PROFILE, STAKE)))
        .isInstanceOf(TransactionRefusedException.class)
        .hasMessageContaining(poor.address().value());
    assertThat(store.find("join")).isEmpty();
  }
}
