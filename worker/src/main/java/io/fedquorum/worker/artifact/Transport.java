package io.fedquorum.worker.artifact;

import io.fedquorum.protocol.CanonicalJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP exchange with the coordinator: bounded in time and size, faults by their meaning. */
public final class Transport {
  private static final int MOST_ERROR_BYTES = 64 * 1024;
  private final URI base;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * A transport to one coordinator.
   *
   * @param base its address; a path in it is a prefix of all paths
   * @param timeout limit for a whole exchange
   */
  public Transport(URI base, Duration timeout) {
    this.base = Objects.requireNonNull(base, "base");
    this.timeout = Objects.requireNonNull(timeout, "timeout");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** The address of a path. */
  URI address(String path) {
    String prefix = base.toString();
    return URI.create(
        (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path);
  }

  /** The coordinator, for messages. */
  public URI base() {
    return base;
  }

  /**
   * Sends a request.
   *
   * @param limit most bytes of a good answer
   * @return the body of an answer with status 2xx
   */
  byte[] send(HttpRequest.Builder request, int limit) {
    HttpRequest ready = request.timeout(timeout).build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            ready,
            info ->
                BoundedBody.upTo(good(info.statusCode()) ? limit : MOST_ERROR_BYTES).apply(info));
    try {
      HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (good(response.statusCode())) {
        return response.body();
      }
      throw refusal(ready, response);
    } catch (ExecutionException e) {
      throw fault(e.getCause());
    } catch (TimeoutException e) {
      throw new CoordinatorUnavailableException(base + " gave no answer in " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CoordinatorUnavailableException("interrupted", e);
    } finally {
      exchange.cancel(true);
    }
  }

  private RuntimeException fault(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof WrongArtifactException wrong) {
        return wrong;
      }
    }
    if (cause instanceof IOException) {
      String words =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      return new CoordinatorUnavailableException(base + " does not answer: " + words, cause);
    }
    return new IllegalStateException("request failed", cause);
  }

  private static RuntimeException refusal(HttpRequest request, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String message =
        "%s %s: status %d%s"
            .formatted(
                request.method(), request.uri().getRawPath(), status, detail(response.body()));
    // 403: the coordinator may not have read the join or the reveal from the chain yet.
    if (status == 403 || status == 404 || status == 409) {
      return new NotYetKnownException(message);
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      return new CoordinatorUnavailableException(message);
    }
    return new RequestRefusedException(message);
  }

  /** The {@code detail} or {@code title} of a problem document (RFC 9457), shortened. */
  private static String detail(byte[] body) {
    try {
      var problem = CanonicalJson.mapper().readTree(body);
      String text = problem.path("detail").asText(problem.path("title").asText(""));
      return text.isEmpty() ? "" : ", " + text.substring(0, Math.min(text.length(), 300));
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean good(int status) {
    return status >= 200 && status < 300;
  }
}
