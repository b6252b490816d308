package io.fedquorum.chain.web3j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fedquorum.protocol.Keccak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.web3j.utils.Numeric;

/**
 * A node's JSON-RPC over HTTP, scripted. By default it takes every transaction, mines none, and
 * knows nothing else.
 */
final class FakeNode implements AutoCloseable {
  /** What a method answers: a result, an error, or nothing because the connection breaks. */
  record Reply(JsonNode result, Integer code, String message, String data, boolean hangsUp) {
    static Reply result(Object value) {
      return new Reply(JSON.valueToTree(value), null, null, null, false);
    }

    static Reply error(int code, String message) {
      return new Reply(null, code, message, null, false);
    }

    static Reply error(int code, String message, String data) {
      return new Reply(null, code, message, data, false);
    }

    static Reply hangUp() {
      return new Reply(null, null, null, null, true);
    }
  }

  static final long CHAIN_ID = 1337;
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Without it the JDK holds every answer on a kept connection back for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** Raw transactions as they arrived, with repetitions. */
  final List<String> sent = new CopyOnWriteArrayList<>();

  /** Names of all methods that were asked for. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** The account's count of mined transactions. */
  final AtomicLong minedNonce = new AtomicLong();

  private final Map<String, Function<JsonNode, Reply>> handlers = new ConcurrentHashMap<>();
  private final int port;
  private HttpServer server;

  FakeNode() {
    on(
        "web3_clientVersion",
        p -> Reply.result("Geth/v1.9.7-stable-af752518(quorum-v21.1.0)/linux"));
    on("eth_chainId", p -> Reply.result("0x539"));
    on("eth_getBalance", p -> Reply.result("0xde0b6b3a7640000"));
    on("eth_getTransactionCount", p -> Reply.result("0x" + Long.toHexString(minedNonce.get())));
    on("eth_getTransactionReceipt", p -> Reply.result(null));
    on("eth_sendRawTransaction", this::take);
    this.port = start(0);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  void on(String method, Function<JsonNode, Reply> handler) {
    handlers.put(method, handler);
  }

  /** Records a transaction, and answers its hash. */
  Reply take(JsonNode params) {
    String raw = params.get(0).asText();
    sent.add(raw);
    return Reply.result(hash(raw));
  }

  static String hash(String raw) {
    return Keccak.hash(Numeric.hexStringToByteArray(raw)).value();
  }

  /** From now on the transaction with this hash is mined, and counted. */
  void mine(String hash) {
    minedNonce.incrementAndGet();
    Function<JsonNode, Reply> before = handlers.get("eth_getTransactionReceipt");
    on(
        "eth_getTransactionReceipt",
        p -> p.get(0).asText().equals(hash) ? Reply.result(receipt(hash, "0x1")) : before.apply(p));
  }

  static Map<String, Object> receipt(String hash, String status) {
    Map<String, Object> receipt = new HashMap<>();
    receipt.put("transactionHash", hash);
    receipt.put("blockNumber", "0x7");
    receipt.put("blockHash", "0x" + "b7".repeat(32));
    receipt.put("gasUsed", "0x5208");
    receipt.put("status", status);
    return receipt;
  }

  /** The node is down: connections are refused. */
  void stop() {
    server.stop(0);
  }

  /** It is up again, at the same address. */
  void restart() {
    start(port);
  }

  private int start(int wanted) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool(FakeNode::daemon));
    server.createContext("/", this::answer);
    server.start();
    return server.getAddress().getPort();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-node");
    thread.setDaemon(true);
    return thread;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      String method = request.get("method").asText();
      asked.add(method);
      Reply reply =
          handlers
              .getOrDefault(
                  method, p -> Reply.error(-32601, "the method " + method + " does not exist"))
              .apply(request.get("params"));
      if (!reply.hangsUp()) {
        byte[] body = JSON.writeValueAsBytes(body(request.get("id"), reply));
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static ObjectNode body(JsonNode id, Reply reply) {
    ObjectNode body = JSON.createObjectNode().put("jsonrpc", "2.0").set("id", id);
    if (reply.code() == null) {
      body.set("result", reply.result());
    } else {
      ObjectNode error = body.putObject("error");
      error.put("code", reply.code()).put("message", reply.message());
      if (reply.data() != null) {
        error.put("data", reply.data());
      }
    }
    return body;
  }

  @Override
  public void close() {
    stop();
  }
}
