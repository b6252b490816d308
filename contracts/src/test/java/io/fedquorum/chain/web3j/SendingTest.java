package io.fedquorum.chain.web3j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.FileTransactionStore;
import io.fedquorum.chain.InMemoryTransactionStore;
import io.fedquorum.chain.NonceUsedException;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.TransactionStore;
import io.fedquorum.chain.web3j.FakeNode.Reply;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.utils.Numeric;

/** The sender over the adapter, against a node that misbehaves. */
class SendingTest {
  private static final Address REGISTRY = Address.of("0x" + "11".repeat(20));
  private static final Address JOBS = Address.of("0x" + "22".repeat(20));
  private static final Contracts CONTRACTS = new Contracts(REGISTRY, JOBS, 0);
  private static final Call COMMIT = new Call.Commit(7, 2, Bytes32.ZERO);
  private static final ChainOptions QUICK =
      new ChainOptions(Duration.ofSeconds(5), Duration.ofSeconds(20), 3, Duration.ZERO, 1000);

  @TempDir Path directory;
  private final FakeNode node = new FakeNode();
  private final Web3jChains chains = Web3jChains.connect(node.url(), QUICK);
  private final KeySigner key = Keystores.ofPrivateKey("0x" + "07".repeat(32));
  private final TransactionStore store = new InMemoryTransactionStore();

  @AfterEach
  void close() {
    chains.close();
    node.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "already known",
        "known transaction: 5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060",
        "Known transaction",
        "transaction already imported"
      })
  void shouldTakeATransactionThatTheNodeHasForSent(String words) {
    // given
    node.on("eth_sendRawTransaction", p -> Reply.error(-32000, words));
    TransactionSender sender = sender(store);

    // when
    Bytes32 hash = sender.submit("commit", COMMIT);

    // then
    assertThat(store.find("commit").orElseThrow().hash()).isEqualTo(hash);
    assertThat(sender.receipt("commit")).isEmpty();
  }

  @Test
  void shouldFindItsOwnReceiptWhenTheNonceIsTooLow() {
    // given: the node mines it, and tells of it only by refusing it
    node.on(
        "eth_sendRawTransaction",
        p -> {
          node.mine(FakeNode.hash(p.get(0).asText()));
          return Reply.error(-32000, "nonce too low");
        });
    TransactionSender sender = sender(store);

    // when
    Bytes32 hash = sender.submit("commit", COMMIT);

    // then
    assertThat(sender.receipt("commit")).get().extracting(Receipt::transaction).isEqualTo(hash);
    assertThat(store.pending(key.address())).isEmpty();
  }

  @Test
  void shouldSayThatTheNonceWasTakenByAnotherProgram() {
    // given
    TransactionSender sender = sender(store);
    sender.submit("commit", COMMIT);
    node.minedNonce.set(1);

    // when, then
    waitForAReceipt(sender, TransactionSender.LOOKS_BEFORE_BLAME - 1);
    assertThatThrownBy(() -> sender.receipt("commit"))
        .isInstanceOf(NonceUsedException.class)
        .hasMessageContaining("nonce 0")
        .hasMessageContaining(key.address().value())
        .hasMessageContaining("'commit'");
  }

  @Test
  void shouldRefuseANonceThatIsTooLowWithoutAReceipt() {
    // given
    node.on("eth_sendRawTransaction", p -> Reply.error(-32000, "nonce too low"));
    TransactionSender sender = sender(store);
    sender.submit("commit", COMMIT);

    // when, then
    waitForAReceipt(sender, TransactionSender.LOOKS_BEFORE_BLAME - 2);
    assertThatThrownBy(() -> sender.receipt("commit"))
        .isInstanceOf(NonceUsedException.class)
        .hasMessageContaining("'commit'");
  }

  /** A node may show a nonce as mined a moment before it has the receipt. */
  private static void waitForAReceipt(TransactionSender sender, int looks) {
    for (int i = 0; i < looks; i++) {
      assertThat(sender.receipt("commit")).isEmpty();
    }
  }

  @Test
  void shouldDeliverOnceWhenTheAnswerIsLost() {
    // given: the first delivery arrives, its answer does not
    node.on(
        "eth_sendRawTransaction",
        p -> {
          boolean first = node.sent.isEmpty();
          node.take(p);
          return first ? Reply.hangUp() : Reply.error(-32000, "already known");
        });
    TransactionSender sender = sender(store);

    // when
    Bytes32 hash = sender.submit("commit", COMMIT);

    // then
    assertThat(node.sent).hasSize(2);
    assertThat(node.sent.get(1)).isEqualTo(node.sent.get(0));
    assertThat(FakeNode.hash(node.sent.get(0))).isEqualTo(hash.value());
  }

  @Test
  void shouldGoOnWhereItStoppedWhenTheNodeComesBack() {
    // given: stored, then the node is down
    node.on("eth_sendRawTransaction", p -> Reply.hangUp());
    TransactionSender sender = sender(store);
    assertThatThrownBy(() -> sender.submit("commit", COMMIT))
        .isInstanceOf(ChainUnavailableException.class);
    Bytes32 stored = store.find("commit").orElseThrow().hash();
    node.stop();
    assertThatThrownBy(() -> sender.submit("commit", COMMIT))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining(node.url().toString());

    // when
    node.on("eth_sendRawTransaction", node::take);
    node.restart();
    Bytes32 hash = sender.submit("commit", COMMIT);

    // then
    assertThat(hash).isEqualTo(stored);
    assertThat(node.sent).extracting(FakeNode::hash).containsExactly(stored.value());
  }

  @Test
  void shouldMakeOneTransactionOfManySubmissions() throws Exception {
    // given
    TransactionSender sender = sender(store);
    Callable<Bytes32> submit = () -> sender.submit("commit", COMMIT);
    ExecutorService threads = Executors.newFixedThreadPool(8);

    // when
    List<Future<Bytes32>> results;
    try {
      results = threads.invokeAll(IntStream.range(0, 24).mapToObj(i -> submit).toList());
    } finally {
      threads.shutdown();
    }

    // then
    Bytes32 hash = store.find("commit").orElseThrow().hash();
    for (Future<Bytes32> result : results) {
      assertThat(result.get()).isEqualTo(hash);
    }
    assertThat(node.sent).extracting(FakeNode::hash).containsExactly(hash.value());
    assertThat(store.pending(key.address())).hasSize(1);
  }

  @Test
  void shouldKeepSixteenInFlightAndSendTheRestAsTheyAreMined() {
    // given
    TransactionSender sender = sender(store);
    for (int i = 0; i < 20; i++) {
      sender.submit("commit/" + i, new Call.Commit(7, i, Bytes32.ZERO));
    }
    assertThat(node.sent).hasSize(16);

    // when: the first three are mined
    node.sent.stream().limit(3).map(FakeNode::hash).forEach(node::mine);
    assertThat(sender.receipt("commit/19")).isEmpty();

    // then
    assertThat(node.sent).hasSize(19).doesNotHaveDuplicates();
    assertThat(store.pending(key.address())).hasSize(17);
    assertThat(sender.receipt("commit/2")).isPresent();
  }

  @Test
  void shouldSendAgainWhatTheNodeLost() {
    // given
    TransactionSender sender = sender(store);
    sender.submit("commit", COMMIT);

    // when: it is looked for, and not mined
    for (int i = 0; i < TransactionSender.LOOKS_BEFORE_RESEND; i++) {
      assertThat(sender.receipt("commit")).isEmpty();
    }

    // then
    assertThat(node.sent).hasSize(2);
    assertThat(node.sent.get(1)).isEqualTo(node.sent.get(0));
  }

  @Test
  void shouldSendTheStoredBytesAfterARestart() {
    // given: the process died between storing and sending
    node.on("eth_sendRawTransaction", p -> Reply.hangUp());
    byte[] raw;
    try (FileTransactionStore journal = new FileTransactionStore(directory)) {
      assertThatThrownBy(() -> sender(journal).submit("commit", COMMIT))
          .isInstanceOf(ChainUnavailableException.class);
      raw = journal.find("commit").orElseThrow().raw();
    }
    node.on("eth_sendRawTransaction", node::take);

    // when
    try (FileTransactionStore journal = new FileTransactionStore(directory)) {
      sender(journal).receipt("commit");
    }

    // then
    assertThat(node.sent).containsExactly(Numeric.toHexString(raw));
  }

  @Test
  void shouldSayWhichIntentHoldsUpTheOthersAndTryItAgain() {
    // given
    node.on("eth_sendRawTransaction", p -> Reply.error(-32000, "account is not permitted"));
    TransactionSender sender = sender(store);
    assertThatThrownBy(() -> sender.submit("one", COMMIT))
        .isInstanceOf(TransactionRefusedException.class)
        .hasMessageContaining("'one'")
        .hasMessageContaining("account is not permitted");
    assertThatThrownBy(() -> sender.submit("two", COMMIT))
        .isInstanceOf(TransactionRefusedException.class)
        .hasMessageContaining("'two' waits behind")
        .hasMessageContaining("'one' (nonce 0)");

    // when
    node.on("eth_sendRawTransaction", node::take);
    sender.submit("two", COMMIT);

    // then
    assertThat(node.sent).extracting(FakeNode::hash).containsExactly(hashOf("one"), hashOf("two"));
  }

  @Test
  void shouldStoreNothingThatTheAccountCannotPay() {
    // given
    TransactionSender sender = sender(store);
    BigInteger tooMuch = BigInteger.TEN.pow(18).add(BigInteger.ONE);

    // when, then
    assertThatThrownBy(() -> sender.submit("fund", new Call.Fund(1, tooMuch)))
        .isInstanceOf(TransactionRefusedException.class)
        .hasMessageContaining("nothing was stored");
    assertThat(store.find("fund")).isEmpty();
    assertThat(node.sent).isEmpty();
  }

  private String hashOf(String intent) {
    return store.find(intent).orElseThrow().hash().value();
  }

  private TransactionSender sender(TransactionStore intents) {
    return chains.sender(CONTRACTS, key, intents);
  }
}
