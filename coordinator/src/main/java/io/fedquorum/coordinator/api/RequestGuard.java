package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.security.RateLimiter;
import io.fedquorum.protocol.CanonicalJson;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/**
 * What every request must be before anybody looks at who sent it. A body says its exact length, is
 * not compressed, is short unless it is an artifact, and comes in within its time.
 */
@ApplicationScoped
class RequestGuard {
  /** Before authentication, which Quarkus puts at 200, and CORS at 300. */
  private static final int FIRST = 1_000;

  private static final Problem NO_HOST =
      Problem.of(400, "the Host header is missing or malformed, must be host or host:port");

  private static final long LONGEST_DOCUMENT = 1024 * 1024;
  private static final String ARTIFACTS = "/api/v1/artifacts/";

  private final RateLimiter addresses;
  private final long bodyMillis;

  RequestGuard(FedqConfig settings, Clock clock) {
    FedqConfig.Security limits = settings.security();
    addresses = new RateLimiter(limits.addressBurst(), limits.addressRate(), clock);
    bodyMillis = settings.http().bodyTimeout().toMillis();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  /** The router itself fails a request without a host, before any filter sees it. */
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(RequestGuard::explain);
  }

  private static void explain(RoutingContext exchange) {
    if (exchange.statusCode() == 400 && exchange.request().authority() == null) {
      answer(exchange, NO_HOST);
    } else {
      exchange.next();
    }
  }

  private void check(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    exchange.addHeadersEndHandler(ended -> keepOutOfCaches(exchange));
    Problem refusal = refusal(request);
    if (refusal == null) {
      limitBody(exchange);
      exchange.next();
      return;
    }
    if (hasBody(request)) {
      UnreadBody.closeAfterAnswer(exchange);
    }
    if (refusal.status() == 429) {
      exchange.response().putHeader("Retry-After", "1");
    }
    answer(exchange, refusal);
  }

  private static void answer(RoutingContext exchange, Problem refusal) {
    exchange
        .response()
        .setStatusCode(refusal.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(Buffer.buffer(CanonicalJson.write(refusal)));
  }

  private Problem refusal(HttpServerRequest request) {
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    if (!addresses.tryTake(address)) {
      return Problem.of(429, "address " + address + " sends too many requests, wait a second");
    }
    if (request.authority() == null) {
      return NO_HOST;
    }
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return Problem.of(
          415, "Content-Encoding '" + encoding + "' must be left out: no compression");
    }
    return badLength(request);
  }

  private static Problem badLength(HttpServerRequest request) {
    if (request.getHeader("Transfer-Encoding") != null) {
      return Problem.of(411, "Transfer-Encoding must be left out, Content-Length must be given");
    }
    String length = request.getHeader("Content-Length");
    if (length == null) {
      return null;
    }
    if (!length.matches("[0-9]{1,18}")) {
      return Problem.of(400, "Content-Length '" + length + "' must be a number");
    }
    boolean upload =
        request.method().equals(HttpMethod.PUT) && request.path().startsWith(ARTIFACTS);
    return upload || Long.parseLong(length) <= LONGEST_DOCUMENT
        ? null
        : Problem.of(413, "Content-Length " + length + " must be at most " + LONGEST_DOCUMENT);
  }

  /** The idle time-out does not end a body of which a byte comes now and then. */
  private void limitBody(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (hasBody(request)) {
      long timer =
          exchange
              .vertx()
              .setTimer(
                  bodyMillis,
                  late -> {
                    if (!request.isEnded()) {
                      request.connection().close();
                    }
                  });
      exchange.addEndHandler(ended -> exchange.vertx().cancelTimer(timer));
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null
        || (length != null && !length.equals("0"));
  }

  private static void keepOutOfCaches(RoutingContext exchange) {
    if (!exchange.response().headers().contains("Cache-Control")) {
      exchange.response().putHeader("Cache-Control", "no-store");
    }
  }
}
