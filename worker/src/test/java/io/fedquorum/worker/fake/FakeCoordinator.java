package io.fedquorum.worker.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.RequestAuthorization;
import io.fedquorum.protocol.RequestClaims;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** An artifact store over real HTTP that checks signatures; faults can be queued. */
public final class FakeCoordinator implements AutoCloseable {
  private static final String ARTIFACTS = "/api/v1/artifacts/";

  /** A request that was taken. */
  public record Taken(String method, String path, int status, String trainingMillis) {}

  private final HttpServer server;
  private final Map<Digest, byte[]> artifacts = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private final Queue<Integer> faults = new ArrayDeque<>();
  private byte[] deployment = {};

  public FakeCoordinator() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Publishes bytes. */
  public synchronized Digest publish(byte[] content) {
    Digest digest = Digest.of(content);
    artifacts.put(digest, content);
    return digest;
  }

  /** Serves other bytes under a digest. */
  public synchronized void corrupt(Digest digest, byte[] content) {
    artifacts.put(digest, content);
  }

  /** What it serves under {@code /api/v1/deployment}. */
  public synchronized void deployment(Object info) {
    deployment = CanonicalJson.write(info);
  }

  /** Answers the next uploads with these statuses. */
  public synchronized void failUploads(Integer... statuses) {
    faults.addAll(List.of(statuses));
  }

  /** Whether it has an artifact. */
  public synchronized boolean has(Digest digest) {
    return artifacts.containsKey(digest);
  }

  /** All requests with a good signature, in order. */
  public synchronized List<Taken> taken() {
    return List.copyOf(taken);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals("/api/v1/deployment")) {
        answer(exchange, 200, deployment);
        return;
      }
      int status = signed(exchange, body) ? status(exchange.getRequestMethod(), path, body) : 401;
      taken.add(
          new Taken(
              exchange.getRequestMethod(),
              path,
              status,
              exchange.getRequestHeaders().getFirst("X-Fedquorum-Training-Millis")));
      boolean content = status == 200 && exchange.getRequestMethod().equals("GET");
      answer(
          exchange,
          status,
          content
              ? artifacts.get(digest(path))
              : "{\"detail\":\"no\"}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private int status(String method, String path, byte[] body) {
    Digest digest = digest(path);
    if (!method.equals("PUT")) {
      return artifacts.containsKey(digest) ? 200 : 404;
    }
    if (!faults.isEmpty()) {
      return faults.remove();
    }
    if (!Digest.of(body).equals(digest)) {
      return 422;
    }
    artifacts.put(digest, body);
    return 201;
  }

  private static Digest digest(String path) {
    return new Digest(path.substring(ARTIFACTS.length()));
  }

  private static boolean signed(HttpExchange exchange, byte[] body) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return false;
    }
    RequestAuthorization authorization = RequestAuthorization.parse(header);
    RequestClaims claims =
        new RequestClaims(
            authorization.worker(),
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Digest.of(body),
            authorization.nonce(),
            authorization.expiresAt());
    return FakeSigner.recover(
            claims.signingHash(FakeChain.CHAIN_ID, FakeChain.CONTRACTS.jobs()),
            authorization.signatureBytes())
        .filter(authorization.worker()::equals)
        .isPresent();
  }

  private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || content.length == 0 ? -1 : content.length);
    if (!head && content.length > 0) {
      exchange.getResponseBody().write(content);
    }
  }
}
