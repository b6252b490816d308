package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.eventlog.EventLog;
import io.fedquorum.coordinator.eventlog.EventSignal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;

/**
 * Follows a training's log. A stream looks when an event was committed here, and every two seconds
 * in any case, for other replicas write to the same log.
 */
@ApplicationScoped
class EventStream {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int IDLE_TICKS = 10;

  /** Looks without news, of two seconds each, after which a stream says that it lives. */
  private static final int SILENT_LOOKS = 5;

  private final EventLog log;
  private final EventSignal signal;
  private final Places places;

  EventStream(EventLog log, EventSignal signal, FedqConfig settings) {
    this.log = log;
    this.signal = signal;
    this.places = new Places("event streams", settings.http().maxStreams());
  }

  Multi<OutboundSseEvent> from(String trainingId, long sequence, Sse sse) {
    Follower follower = new Follower(trainingId, sequence, sse);
    places.take();
    return Multi.createFrom()
        .ticks()
        .every(TICK)
        .onOverflow()
        .drop()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transformToIterable(tick -> follower.next())
        .onTermination()
        .invoke(places::leave);
  }

  /** Where one stream stands; used by one thread at a time. */
  private final class Follower {
    private final String trainingId;
    private final Sse sse;
    private long next;
    private long seen = -1;
    private int idle;
    private int silent;

    Follower(String trainingId, long next, Sse sse) {
      this.trainingId = trainingId;
      this.next = next;
      this.sse = sse;
    }

    List<OutboundSseEvent> next() {
      long commits = signal.commits();
      idle++;
      if (commits == seen && idle < IDLE_TICKS) {
        return List.of();
      }
      idle = 0;
      List<String> lines = log.lines(trainingId, next);
      if (lines.isEmpty() && ++silent >= SILENT_LOOKS) {
        silent = 0;
        seen = commits;
        // A comment, which clients pass over: it keeps the connection from being idle.
        return List.of(sse.newEventBuilder().comment("waiting").build());
      }
      // A full page may not be all: keep the old mark, so that the next tick reads on.
      seen = lines.isEmpty() ? commits : -1;
      return lines.stream().map(this::event).toList();
    }

    private OutboundSseEvent event(String line) {
      return sse.newEventBuilder()
          .id(Long.toString(next++))
          .mediaType(MediaType.APPLICATION_JSON_TYPE)
          .data(new RawJson(line))
          .build();
    }
  }
}
