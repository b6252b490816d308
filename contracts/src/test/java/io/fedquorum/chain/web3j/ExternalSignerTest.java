package io.fedquorum.chain.web3j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.chain.Call;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.InMemoryTransactionStore;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.web3j.FakeNode.Reply;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** A signer that speaks Web3Signer's JSON-RPC and signs with a real key, or lies. */
class ExternalSignerTest {
  private static final Contracts CONTRACTS =
      new Contracts(Address.of("0x" + "a".repeat(40)), Address.of("0x" + "b".repeat(40)), 0);
  private static final Call CALL = new Call.Join(Bytes32.ZERO, BigInteger.TEN);

  private final KeySigner key = Keystores.ofPrivateKey("0x" + "07".repeat(32));
  private final KeySigner otherKey = Keystores.ofPrivateKey("0x" + "08".repeat(32));
  private final FakeNode service = new FakeNode();
  private final FakeNode node = new FakeNode();
  private Web3jChains chains;
  private ExternalSigner signer;

  @BeforeEach
  void connect() {
    service.on("eth_accounts", p -> Reply.result(List.of(key.address().value())));
    signs(UnaryOperator.identity(), key, FakeNode.CHAIN_ID);
    chains = Web3jChains.connect(node.url(), options());
    signer = ExternalSigner.connect(service.url(), key.address(), options());
  }

  @AfterEach
  void close() {
    signer.close();
    chains.close();
    service.close();
    node.close();
  }

  @Test
  void shouldSignTheVeryBytesThatTheKeyItselfWould() {
    var external = chains.signer(CONTRACTS, signer, FakeNode.CHAIN_ID).sign(CALL, 5);
    var local = chains.signer(CONTRACTS, key, FakeNode.CHAIN_ID).sign(CALL, 5);

    assertThat(external.raw()).isEqualTo(local.raw());
    assertThat(external.hash()).isEqualTo(local.hash());
    assertThat(signer.address()).isEqualTo(key.address());
  }

  @Test
  void shouldSendWhatTheServiceSigned() {
    TransactionSender sender = chains.sender(CONTRACTS, signer, new InMemoryTransactionStore());

    Bytes32 hash = sender.submit("join", CALL);

    assertThat(node.sent).hasSize(1);
    assertThat(FakeNode.hash(node.sent.get(0))).isEqualTo(hash.value());
    assertThat(service.asked).containsExactly("eth_accounts", "eth_signTransaction");
  }

  @Test
  void shouldSignAContractsCreation() {
    var external =
        Web3jTransactionSigner.signCreation(signer, FakeNode.CHAIN_ID, 0, "0x6001", 100_000);
    var local = Web3jTransactionSigner.signCreation(key, FakeNode.CHAIN_ID, 0, "0x6001", 100_000);

    assertThat(external.raw()).isEqualTo(local.raw());
  }

  @Test
  void shouldRefuseAServiceWithoutTheAccountsKey() {
    assertThatThrownBy(() -> ExternalSigner.connect(service.url(), otherKey.address(), options()))
        .isInstanceOf(KeystoreException.class)
        .hasMessageContaining("holds no key of account " + otherKey.address());
  }

  @Test
  void shouldRefuseASignatureForAnotherChain() {
    signs(UnaryOperator.identity(), key, 1);

    refused("for another chain than 1337");
  }

  @Test
  void shouldRefuseASignatureOfAnotherAccount() {
    signs(UnaryOperator.identity(), otherKey, FakeNode.CHAIN_ID);

    refused("not signed by " + key.address());
  }

  @Test
  void shouldRefuseAnotherTransaction() {
    signs(
        t ->
            RawTransaction.createTransaction(
                t.getNonce(),
                t.getGasPrice(),
                t.getGasLimit(),
                otherKey.address().value(),
                t.getValue(),
                t.getData()),
        key,
        FakeNode.CHAIN_ID);
    refused("another transaction than was asked for");
    signs(
        t ->
            RawTransaction.createTransaction(
                t.getNonce().add(BigInteger.ONE),
                t.getGasPrice(),
                t.getGasLimit(),
                t.getTo(),
                t.getValue(),
                t.getData()),
        key,
        FakeNode.CHAIN_ID);
    refused("another transaction than was asked for");
  }

  @Test
  void shouldRefuseAnAnswerThatIsNotSigned() {
    service.on(
        "eth_signTransaction",
        p ->
            Reply.result(
                "0x"
                    + Numeric.toHexStringNoPrefix(
                        TransactionEncoder.encode(asked(p), FakeNode.CHAIN_ID))));
    refused("");
    service.on("eth_signTransaction", p -> Reply.result("nonsense"));
    refused("");
    service.on("eth_signTransaction", p -> Reply.result(null));
    refused("");
  }

  @Test
  void shouldKeepNothingWhenTheServiceIsDownOrRefuses() {
    InMemoryTransactionStore store = new InMemoryTransactionStore();
    TransactionSender sender = chains.sender(CONTRACTS, signer, store);
    service.on("eth_signTransaction", p -> Reply.error(-32000, "key is locked"));

    assertThatThrownBy(() -> sender.submit("join", CALL))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining("key is locked");
    assertThat(store.find("join")).isEmpty();
    service.stop();
    assertThatThrownBy(() -> sender.submit("join", CALL))
        .isInstanceOf(ChainUnavailableException.class);

    service.restart();
    signs(UnaryOperator.identity(), key, FakeNode.CHAIN_ID);
    sender.submit("join", CALL);
    assertThat(node.sent).hasSize(1);
  }

  private void refused(String why) {
    assertThatThrownBy(() -> chains.signer(CONTRACTS, signer, FakeNode.CHAIN_ID).sign(CALL, 5))
        .isInstanceOf(ChainUnavailableException.class)
        .hasMessageContaining(why);
  }

  /** What the service does with a wish before it signs it. */
  private void signs(UnaryOperator<RawTransaction> change, KeySigner with, long chainId) {
    service.on(
        "eth_signTransaction",
        p -> Reply.result(Numeric.toHexString(with.sign(change.apply(asked(p)), chainId).raw())));
  }

  private static RawTransaction asked(JsonNode params) {
    JsonNode wish = params.get(0);
    return RawTransaction.createTransaction(
        number(wish, "nonce"),
        number(wish, "gasPrice"),
        number(wish, "gas"),
        wish.path("to").asText(""),
        number(wish, "value"),
        wish.get("data").asText());
  }

  private static BigInteger number(JsonNode wish, String field) {
    return Numeric.decodeQuantity(wish.get(field).asText());
  }

  private static ChainOptions options() {
    return new ChainOptions(Duration.ofSeconds(2), Duration.ofSeconds(10), 1, Duration.ZERO, 100);
  }
}
