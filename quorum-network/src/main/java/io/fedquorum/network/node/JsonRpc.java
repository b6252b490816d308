package io.fedquorum.network.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;

/**
 * The few node calls that running a network needs (peers, validators, sealers). The product's own
 * chain access is the chain port, not this.
 */
public final class JsonRpc {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  private final URI uri;

  public JsonRpc(String url) {
    this.uri = URI.create(Objects.requireNonNull(url, "url"));
  }

  /**
   * Calls a method.
   *
   * @return the {@code result}, a JSON null included
   * @throws RpcException when the node refuses, or when none answers
   */
  public JsonNode call(String method, Object... params) {
    JsonNode answer = post(method, params);
    if (answer.hasNonNull("error")) {
      throw new RpcException(
          method + " is refused: " + answer.get("error").path("message").asText());
    }
    if (!answer.has("result")) {
      throw new RpcException(method + " is not answered with JSON-RPC at " + uri);
    }
    return answer.get("result");
  }

  /** Calls a method whose result is a hexadecimal quantity. */
  public long quantity(String method, Object... params) {
    return hex(call(method, params));
  }

  /** The value of a hexadecimal quantity. */
  public static long hex(JsonNode quantity) {
    return Long.decode(quantity.asText());
  }

  private JsonNode post(String method, Object... params) {
    ObjectNode request = JSON.createObjectNode();
    request.put("jsonrpc", "2.0").put("id", 1).put("method", method);
    request.set("params", JSON.valueToTree(params));
    HttpRequest http =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
            .build();
    try {
      return JSON.readTree(HTTP.send(http, HttpResponse.BodyHandlers.ofString()).body());
    } catch (JsonProcessingException e) {
      throw new RpcException(method + " is not answered with JSON at " + uri, e);
    } catch (IOException e) {
      throw new RpcException("no node answers at " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RpcException("interrupted while waiting for " + uri, e);
    }
  }

  /** A node refused a call, or none answered. */
  public static final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RpcException(String message) {
      super(message);
    }

    RpcException(String message, Throwable cause) {
      super(message, cause);
    }

    /** No node answered; else one did, and refused. */
    public boolean isUnreachable() {
      return getCause() != null;
    }
  }
}
