package io.fedquorum.coordinator.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.web3j.ChainOptions;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Keccak;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a node answers, mutated: events of the contracts, blocks, receipts, balances. */
class ChainAnswersFuzzTest {
  private static final Address REGISTRY = Address.of("0x" + "a".repeat(40));
  private static final Address JOBS = Address.of("0x" + "b".repeat(40));
  private static final Contracts CONTRACTS = new Contracts(REGISTRY, JOBS, 0);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORD = "%064x";
  private static HttpServer server;
  private static Web3jChains node;
  private static volatile byte[] answer = new byte[0];

  @BeforeAll
  static void startNode() throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", ChainAnswersFuzzTest::answer);
    server.start();
    Duration limit = Duration.ofSeconds(5);
    node =
        Web3jChains.connect(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new ChainOptions(limit, limit, 1, Duration.ZERO, 1000));
  }

  @AfterAll
  static void stopNode() {
    node.close();
    server.stop(0);
  }

  @Test
  void events() throws Exception {
    List<byte[]> samples = new ArrayList<>();
    samples.addAll(samples("WorkerRegistry", REGISTRY));
    samples.addAll(samples("JobRegistry", JOBS));
    answer = samples.get(samples.size() - 1);
    assertThat(samples).hasSizeGreaterThan(12);

    Fuzz.run(
        "chain-events",
        samples,
        bytes -> {
          answer = bytes;
          node.chain().events(CONTRACTS, 1, 2);
        },
        ChainUnavailableException.class);
  }

  @Test
  void decodesEverySampleOfAnEventThatThePortCarries() throws IOException {
    int decoded = 0;
    for (byte[] sample : samples("JobRegistry", JOBS)) {
      answer = sample;
      decoded += node.chain().events(CONTRACTS, 1, 2).size();
    }

    assertThat(decoded).isGreaterThanOrEqualTo(11);
  }

  @Test
  void blocksReceiptsAndNumbers() throws Exception {
    ObjectNode block = JSON.createObjectNode();
    block.put("number", "0x7").put("timestamp", "0x65").put("hash", "0x" + "1".repeat(64));
    block.put("parentHash", "0x" + "2".repeat(64));
    ObjectNode receipt = JSON.createObjectNode();
    receipt.put("transactionHash", "0x" + "1".repeat(64)).put("blockNumber", "0x7");
    receipt.put("blockHash", "0x" + "1".repeat(64)).put("gasUsed", "0x5208").put("status", "0x1");

    Fuzz.run(
        "chain-block",
        List.of(result(block)),
        b -> ask(b, () -> node.chain().head()),
        ChainUnavailableException.class);
    Fuzz.run(
        "chain-receipt",
        List.of(result(receipt)),
        b -> ask(b, () -> node.chain().receipt(io.fedquorum.protocol.Bytes32.ZERO)),
        ChainUnavailableException.class);
    Fuzz.run(
        "chain-number",
        List.of(result(JSON.getNodeFactory().textNode("0x7"))),
        b ->
            ask(
                b,
                () -> {
                  node.chain().balance(JOBS);
                  node.chain().minedNonce(JOBS);
                }),
        ChainUnavailableException.class);
  }

  private static void ask(byte[] bytes, Runnable question) {
    answer = bytes;
    question.run();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream request = exchange.getRequestBody()) {
      request.readAllBytes();
      byte[] body = answer;
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] result(JsonNode result) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    body.set("result", result);
    return JSON.writeValueAsBytes(body);
  }

  /** One answer for each event of a contract's ABI. */
  private static List<byte[]> samples(String contract, Address source) throws IOException {
    List<byte[]> samples = new ArrayList<>();
    try (InputStream abi =
        Web3jChains.class.getResourceAsStream(
            "/io/fedquorum/chain/abi/" + contract + ".abi.json")) {
      for (JsonNode entry : JSON.readTree(abi)) {
        if (entry.get("type").asText().equals("event")) {
          samples.add(result(JSON.createArrayNode().add(log(entry, source))));
        }
      }
    }
    return samples;
  }

  private static ObjectNode log(JsonNode event, Address source) {
    List<JsonNode> inputs = StreamSupport.stream(event.get("inputs").spliterator(), false).toList();
    String types = String.join(",", inputs.stream().map(i -> i.get("type").asText()).toList());
    String signature = event.get("name").asText() + "(" + types + ")";
    ObjectNode log = JSON.createObjectNode();
    ArrayNode topics = log.putArray("topics");
    topics.add(Keccak.hash(signature.getBytes(StandardCharsets.UTF_8)).value());
    StringBuilder data = new StringBuilder("0x");
    StringBuilder tail = new StringBuilder();
    long words = inputs.stream().filter(i -> !i.get("indexed").asBoolean()).count();
    for (JsonNode input : inputs) {
      if (input.get("indexed").asBoolean()) {
        topics.add("0x" + WORD.formatted(7));
      } else if (input.get("type").asText().endsWith("[]")) {
        data.append(WORD.formatted(32 * words));
        tail.append(WORD.formatted(2)).append(WORD.formatted(5)).append(WORD.formatted(6));
      } else {
        data.append(WORD.formatted(1));
      }
    }
    log.put("data", data.append(tail).toString());
    log.put("address", source.value()).put("blockNumber", "0x1").put("logIndex", "0x0");
    log.put("blockHash", "0x" + "c".repeat(64)).put("transactionHash", "0x" + "d".repeat(64));
    return log.put("transactionIndex", "0x0").put("removed", false);
  }
}
