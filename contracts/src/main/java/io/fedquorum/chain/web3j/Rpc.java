package io.fedquorum.chain.web3j;

import io.fedquorum.chain.ChainUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.exceptions.ClientConnectionException;
import org.web3j.protocol.http.HttpService;
import org.web3j.quorum.Quorum;

/**
 * One JSON-RPC endpoint: time-outs, a bounded number of tries, and one exception that names the
 * endpoint. Every request of the product may be made twice: reads change nothing, and the same
 * signed bytes are one transaction.
 */
final class Rpc implements AutoCloseable {
  private final String name;
  private final ChainOptions options;
  private final OkHttpClient http;
  private final HttpService service;
  private final Quorum quorum;

  Rpc(URI url, ChainOptions options) {
    this.name = withoutSecrets(url);
    this.options = options;
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(options.connectTimeout())
            .readTimeout(options.readTimeout())
            .writeTimeout(options.readTimeout())
            .callTimeout(options.connectTimeout().plus(options.readTimeout()))
            .build();
    this.service = new HttpService(url.toString(), http);
    this.quorum = Quorum.build(service);
  }

  /** To build requests with; sending them is {@link #ask}'s. */
  Quorum quorum() {
    return quorum;
  }

  /** A request that web3j has no method for. */
  <R extends Response<?>> Request<?, R> request(String method, List<?> params, Class<R> answer) {
    return new Request<>(method, params, service, answer);
  }

  /** The endpoint as messages show it: no user, no password, no query, where keys stand. */
  String name() {
    return name;
  }

  /** The answer, which may hold a JSON-RPC error. */
  <R extends Response<?>> R ask(Request<?, R> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.send();
      } catch (IOException | ClientConnectionException e) {
        if (attempt >= options.attempts()) {
          throw unavailable(request, e);
        }
        pause(options.pause().multipliedBy(attempt));
      }
    }
  }

  /** The answer, which holds no error. */
  <R extends Response<?>> R read(Request<?, R> request) {
    R response = ask(request);
    if (response.hasError()) {
      throw new ChainUnavailableException(
          "node %s answers %s with error %d: %s"
              .formatted(
                  name,
                  request.getMethod(),
                  response.getError().getCode(),
                  response.getError().getMessage()));
    }
    return response;
  }

  /**
   * Reads an answer's content. web3j decodes late and with whatever exception the bytes lead to; a
   * node that answers nonsense is a node that gives no usable answer.
   */
  <T> T decoded(String what, Supplier<T> content) {
    try {
      return content.get();
    } catch (ChainUnavailableException | UnreadableStateException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ChainUnavailableException(
          "node %s answers with %s that can't be read: %s".formatted(name, what, firstLine(e)), e);
    }
  }

  @Override
  public void close() {
    quorum.shutdown();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private ChainUnavailableException unavailable(Request<?, ?> request, Exception cause) {
    return new ChainUnavailableException(
        "no usable answer from node %s to %s after %d tries: %s"
            .formatted(name, request.getMethod(), options.attempts(), firstLine(cause)),
        cause);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static void pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChainUnavailableException("interrupted while waiting for a node", e);
    }
  }

  private static String withoutSecrets(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }
}
