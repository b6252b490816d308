package io.fedquorum.coordinator.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jose4j.jwk.HttpsJwks;

/** Finds an issuer's keys as OpenID Connect Discovery 1.0 says. */
final class OidcIssuer {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Unknown key ids make the keys be fetched again, but not more often than this. */
  private static final long REFRESH_PAUSE_MILLIS = 10_000;

  private final String issuer;
  private final Duration keysMaxAge;
  private HttpsJwks keys;

  /**
   * An issuer; nothing is asked yet.
   *
   * @throws IllegalArgumentException when it is not https, or http on this machine
   */
  OidcIssuer(String issuer, Duration keysMaxAge) {
    this.issuer = requireSafe("fedq.security.oidc.issuer", issuer);
    this.keysMaxAge = keysMaxAge;
  }

  /**
   * The issuer's keys; they fetch themselves.
   *
   * @throws IssuerUnavailableException when discovery fails; the next call tries again
   */
  synchronized HttpsJwks keys() {
    if (keys == null) {
      HttpsJwks found = new HttpsJwks(keysUrl());
      found.setDefaultCacheDuration(keysMaxAge.toSeconds());
      found.setRefreshReprieveThreshold(REFRESH_PAUSE_MILLIS);
      keys = found;
    }
    return keys;
  }

  private String keysUrl() {
    String base = issuer.endsWith("/") ? issuer : issuer + "/";
    JsonNode found = get(URI.create(base + ".well-known/openid-configuration"));
    if (!issuer.equals(found.path("issuer").asText())) {
      throw new IssuerUnavailableException(
          "issuer '%s' calls itself '%s'; fedq.security.oidc.issuer must be that to the letter"
              .formatted(issuer, found.path("issuer").asText()),
          null);
    }
    return requireSafe("jwks_uri", found.path("jwks_uri").asText());
  }

  private JsonNode get(URI url) {
    try {
      HttpResponse<byte[]> answer =
          HttpClient.newBuilder()
              .connectTimeout(LIMIT)
              .build()
              .send(
                  HttpRequest.newBuilder(url).timeout(LIMIT).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IssuerUnavailableException(url + " answers " + answer.statusCode(), null);
      }
      return CanonicalJson.read(answer.body(), JsonNode.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new IssuerUnavailableException(url + " gives no usable answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IssuerUnavailableException("interrupted while asking " + url, e);
    }
  }

  private static String requireSafe(String name, String text) {
    URI url = URI.create(text);
    boolean local = "http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost());
    if (url.getHost() == null || !("https".equals(url.getScheme()) || local)) {
      throw new IllegalArgumentException(
          "%s '%s' must be an https URL, or http on this machine".formatted(name, text));
    }
    return text;
  }
}
