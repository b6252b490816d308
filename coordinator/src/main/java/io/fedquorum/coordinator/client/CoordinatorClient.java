package io.fedquorum.coordinator.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The operator's side of the REST API. */
public final class CoordinatorClient {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI base;
  private final String token;

  /**
   * @param base the coordinator's address
   * @param token the operator's token
   */
  public CoordinatorClient(URI base, String token) {
    this.base = Objects.requireNonNull(base, "base");
    this.token = Objects.requireNonNull(token, "token");
  }

  /** Reads a resource. */
  public JsonNode get(String path) {
    return json(send(request(path).GET().build()));
  }

  /** Sends a document; the answer may be empty. */
  public JsonNode post(String path, Object body) {
    byte[] json = CanonicalJson.write(body);
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build()));
  }

  /** The lines of a training's event log from a sequence number on. */
  public List<String> events(String training, long from) {
    HttpRequest request =
        request("/api/v1/trainings/%s/events?from=%d".formatted(training, from)).GET().build();
    return send(request).body().lines().filter(line -> !line.isBlank()).toList();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) {
    HttpResponse<String> answer;
    try {
      answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.COORDINATOR_UNREACHABLE,
          "no coordinator answers at " + base + "; start one with 'fedq serve'");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERNAL, "interrupted");
    }
    if (answer.statusCode() >= 400) {
      throw new CommandFailure(ExitCode.REFUSED, refusal(answer));
    }
    return answer;
  }

  /** The problem document's detail, or its title, or the bare status. */
  private static String refusal(HttpResponse<String> answer) {
    String what = "the coordinator answered " + answer.statusCode();
    try {
      JsonNode problem = CanonicalJson.mapper().readTree(answer.body());
      String detail = problem.path("detail").asText(problem.path("title").asText(""));
      return detail.isEmpty() ? what : detail;
    } catch (IOException e) {
      return what;
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return answer.body().isBlank()
        ? CanonicalJson.mapper().nullNode()
        : CanonicalJson.read(answer.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
