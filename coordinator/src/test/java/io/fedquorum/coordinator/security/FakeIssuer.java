package io.fedquorum.coordinator.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** An issuer that speaks OpenID Connect Discovery and publishes the keys it signs with. */
public final class FakeIssuer implements QuarkusTestResourceLifecycleManager {
  static final RsaJsonWebKey KEY = key("one");
  static final AtomicInteger KEY_REQUESTS = new AtomicInteger();
  static volatile String url;
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    url = "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    server.createContext(
        "/realm/.well-known/openid-configuration",
        exchange ->
            answer(exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url, url)));
    server.createContext(
        "/realm/keys",
        exchange -> {
          KEY_REQUESTS.incrementAndGet();
          answer(
              exchange,
              new JsonWebKeySet(List.of(KEY)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        });
    server.start();
    return Map.of(
        "fedq.security.oidc.issuer", url, "fedq.security.oidc.roles-claim", "realm_access/roles");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  static RsaJsonWebKey key(String id) {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
