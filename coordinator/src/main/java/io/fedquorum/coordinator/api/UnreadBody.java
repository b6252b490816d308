package io.fedquorum.coordinator.api;

import io.vertx.ext.web.RoutingContext;

/**
 * Ends a connection whose request body was refused unread. The client gets a second to read the
 * answer: closing at once, with unread bytes waiting, would reset the connection under it.
 */
final class UnreadBody {
  private static final long GRACE_MILLIS = 1_000;

  private UnreadBody() {}

  static void closeAfterAnswer(RoutingContext exchange) {
    exchange.response().putHeader("Connection", "close");
    exchange.addEndHandler(
        ended ->
            exchange
                .vertx()
                .setTimer(GRACE_MILLIS, timer -> exchange.request().connection().close()));
  }
}
