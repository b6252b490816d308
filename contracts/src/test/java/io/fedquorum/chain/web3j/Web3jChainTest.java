package io.fedquorum.chain.web3j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ChainIdentity.Kind;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Seals;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.WrongChainException;
import io.fedquorum.chain.web3j.FakeNode.Reply;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Web3jChainTest {
  private static final Bytes32 HASH = new Bytes32("0x" + "ab".repeat(32));
  private static final Bytes32 PARENT = new Bytes32("0x" + "cd".repeat(32));
  private static final Address WORKER = Address.of("0x" + "0a".repeat(20));
  private static final Contracts CONTRACTS = new Contracts(WORKER, WORKER, 0);
  private static final List<String> VALIDATORS =
      IntStream.of(1, 2, 3, 4).mapToObj(i -> "0x" + ("0" + i).repeat(20)).toList();
  private static final ChainOptions QUICK =
      new ChainOptions(Duration.ofSeconds(5), Duration.ofSeconds(20), 3, Duration.ZERO, 100);

  private final FakeNode node = new FakeNode();
  private final Web3jChains chains = Web3jChains.connect(node.url(), QUICK);
  private final Chain chain = chains.chain();

  @AfterEach
  void close() {
    chains.close();
    node.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Geth/v1.10.3-stable-0d4a719f(quorum-v24.4.1)/linux-amd64/go1.19.5, GOQUORUM",
    "Geth/node1-istanbul/v1.9.7-stable-af752518(quorum-v21.1.0)/linux-amd64/go1.13, GOQUORUM",
    "Geth/v1.13.5-stable-916d6a44/linux-amd64/go1.21.4, OTHER",
    "besu/v24.9.1/linux-x86_64/openjdk-java-21, BESU",
    "anvil/v1.7.1, DEVELOPMENT",
    "HardhatNetwork/2.22.15/@nomicfoundation/ethereumjs-util/9.0.4, DEVELOPMENT",
    "Ganache/v7.9.2/EthereumJS TestRPC/v7.9.2/ethereum-js, DEVELOPMENT"
  })
  void shouldTellTheKindOfAChainFromItsClientVersion(String version, Kind kind) {
    // given
    node.on("web3_clientVersion", p -> Reply.result(version));

    // when, then
    assertThat(chain.identity()).isEqualTo(new ChainIdentity(kind, version, FakeNode.CHAIN_ID));
  }

  @Test
  void shouldRefuseAnotherChainIdAndAnUnexpectedDevelopmentChain() {
    // given
    node.on("web3_clientVersion", p -> Reply.result("anvil/v1.7.1"));
    ChainIdentity identity = chain.identity();

    // when, then
    assertThat(identity.requireChainId(1337).requireNoDevelopmentChain(true)).isEqualTo(identity);
    assertThatThrownBy(() -> identity.requireChainId(10))
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("10")
        .hasMessageContaining("1337");
    assertThatThrownBy(() -> identity.requireNoDevelopmentChain(false))
        .isInstanceOf(WrongChainException.class)
        .hasMessageContaining("anvil/v1.7.1");
  }

  @Test
  void shouldTryABoundedNumberOfTimesAndNameTheNode() {
    // given
    node.on("eth_getBalance", p -> Reply.hangUp());

    // when, then
    assertThatThrownBy(() -> chain.balance(WORKER))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining(node.url().toString())
        .hasMessageContaining("eth_getBalance")
        .hasMessageContaining("3 tries");
  }

  @Test
  void shouldShowNoPasswordOfTheUrl() {
    // given: nobody listens there
    node.stop();
    URI url = URI.create("http://user:secret@127.0.0.1:" + node.url().getPort() + "/key?k=secret");

    // when, then
    try (Web3jChains closed = Web3jChains.connect(url, QUICK)) {
      assertThatThrownBy(() -> closed.chain().head())
          .isInstanceOf(ChainUnavailableException.class)
          .hasMessageContaining("http://127.0.0.1:")
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() -> Web3jChains.connect(URI.create("ws://user:secret@host")))
        .hasMessageContaining("'ws'")
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldCountSealsAgainstTheValidatorsOfTheParentBlock() {
    // given: three of the four validators before this block; GoQuorum capitalises these names
    givenBlock();
    node.on(
        "istanbul_getSignersFromBlockByHash",
        p ->
            Reply.result(
                Map.of(
                    "Number", 7,
                    "Hash", HASH.value(),
                    "Author", VALIDATORS.get(0),
                    "Committers", VALIDATORS.subList(0, 3))));
    node.on(
        "istanbul_getValidatorsAtHash",
        p -> Reply.result(p.get(0).asText().equals(PARENT.value()) ? VALIDATORS : List.of()));

    // when
    Seals seals = chain.seals(HASH).orElseThrow();

    // then
    assertThat(seals.validators()).hasSize(4);
    assertThat(seals.signers()).extracting(Address::value).isEqualTo(VALIDATORS.subList(0, 3));
    assertThat(seals.isFinal()).isTrue();
  }

  @Test
  void shouldTellOfNoSealsOnAChainWithoutThem() {
    assertThat(chain.seals(HASH)).isEmpty();
  }

  @Test
  void shouldNotTakeAFailingNodeForAChainWithoutSeals() {
    // given
    node.on("istanbul_getSignersFromBlockByHash", p -> Reply.error(-32000, "unknown block"));

    // when, then
    assertThatThrownBy(() -> chain.seals(HASH))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("unknown block");
  }

  @Test
  void shouldDecodeRevertDataThatComesAsAResult() {
    // given: GoQuorum 21.x
    givenRevertedTransaction();
    node.on("eth_call", p -> Reply.result(alreadyCommitted()));

    // when
    Receipt receipt = chain.receipt(HASH).orElseThrow();

    // then
    assertThat(receipt.succeeded()).isFalse();
    assertThat(receipt.revertReason()).isEqualTo("AlreadyCommitted(worker=" + WORKER + ")");
  }

  @Test
  void shouldDecodeRevertDataThatComesAsAnError() {
    // given: GoQuorum 24.x, Besu, Anvil
    givenRevertedTransaction();
    node.on("eth_call", p -> Reply.error(3, "execution reverted", alreadyCommitted()));

    // when, then
    assertThat(chain.receipt(HASH).orElseThrow().revertReason())
        .isEqualTo("AlreadyCommitted(worker=" + WORKER + ")");
  }

  @Test
  void shouldReplayOnTheStateBeforeWhenTheCallWouldNowSucceed() {
    // given: it fails on the state before its block (6) only
    givenRevertedTransaction();
    String reason =
        selector("Error(string)") + word("20") + word("4") + "6e6f7065" + "00".repeat(28);
    node.on("eth_call", p -> Reply.result(p.get(1).asText().equals("0x6") ? reason : "0x"));

    // when, then
    assertThat(chain.receipt(HASH).orElseThrow().revertReason()).isEqualTo("Error(reason=nope)");
  }

  @Test
  void shouldHaveNoReasonWhenTheNodeTellsNone() {
    // given
    givenRevertedTransaction();
    node.on("eth_call", p -> Reply.error(-32000, "missing trie node 1234"));

    // when, then
    assertThat(chain.receipt(HASH).orElseThrow().revertReason()).isEmpty();
  }

  @Test
  void shouldNotReadARevertAsAnAnswer() {
    // given
    node.on(
        "eth_call",
        p -> Reply.result(selector("BatchTooLarge(uint256,uint256)") + word("c8") + word("64")));

    // when, then
    assertThatThrownBy(() -> chain.workers(CONTRACTS, 7))
        .hasMessageContaining("BatchTooLarge(length=200, maximum=100)");
  }

  @Test
  void shouldSayThatOldStateIsGone() {
    // given
    node.on("eth_call", p -> Reply.error(-32000, "missing trie node 5ab1 (path )"));

    // when, then
    assertThatThrownBy(() -> chain.workers(CONTRACTS, 7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recent blocks only");
  }

  @Test
  void shouldRefuseARangeOfEventsThatIsTooLarge() {
    assertThatThrownBy(() -> chain.events(CONTRACTS, 1, 101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1..101")
        .hasMessageContaining("100");
    assertThat(node.asked).isEmpty();
  }

  @Test
  void shouldTellAFullPoolFromARefusal() {
    // given
    byte[] raw = {1};
    node.on("eth_sendRawTransaction", p -> Reply.error(-32000, "txpool is full"));
    assertThatThrownBy(() -> chain.send(raw)).isInstanceOf(ChainUnavailableException.class);

    // when
    node.on("eth_sendRawTransaction", p -> Reply.error(-32000, "Gas price not 0"));

    // then
    assertThatThrownBy(() -> chain.send(raw))
        .isInstanceOf(TransactionRefusedException.class)
        .hasMessageContaining("Gas price not 0");
  }

  private void givenBlock() {
    Map<String, Object> block = new HashMap<>();
    block.put("number", "0x7");
    block.put("hash", HASH.value());
    block.put("parentHash", PARENT.value());
    block.put("timestamp", "0x10");
    node.on("eth_getBlockByHash", p -> Reply.result(block));
  }

  private void givenRevertedTransaction() {
    node.on("eth_getTransactionReceipt", p -> Reply.result(FakeNode.receipt(HASH.value(), "0x0")));
    Map<String, Object> transaction = new HashMap<>();
    transaction.put("hash", HASH.value());
    transaction.put("from", WORKER.value());
    transaction.put("to", VALIDATORS.get(0));
    transaction.put("value", "0x0");
    transaction.put("gas", "0x927c0");
    transaction.put("input", "0x12345678");
    node.on("eth_getTransactionByHash", p -> Reply.result(transaction));
  }

  private static String alreadyCommitted() {
    return selector("AlreadyCommitted(address)") + word(WORKER.value().substring(2));
  }

  private static String selector(String signature) {
    return Keccak.hash(signature.getBytes(StandardCharsets.UTF_8)).value().substring(0, 10);
  }

  private static String word(String hex) {
    return "0".repeat(64 - hex.length()) + hex;
  }
}
