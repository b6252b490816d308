package io.fedquorum.coordinator.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** The event log in PostgreSQL. */
@ApplicationScoped
class DatabaseEventLog implements EventLog {
  private static final int PAGE = 1_000;
  private final EventRows rows;
  private final EventSignal signal;
  private final Clock clock;

  DatabaseEventLog(EventRows rows, EventSignal signal, Clock clock) {
    this.rows = rows;
    this.signal = signal;
    this.clock = clock;
  }

  @Override
  @Transactional
  public LoggedEvent append(String trainingId, String type, Object data) {
    Objects.requireNonNull(trainingId, "trainingId");
    Objects.requireNonNull(type, "type");
    JsonNode tree = EventData.canonical(data);
    EventHeadEntity head = rows.lockHead(trainingId);
    LoggedEvent event =
        LoggedEvent.seal(
            trainingId,
            head.sequence + 1,
            new Digest(head.hash),
            type,
            clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
            tree);
    rows.persist(row(event));
    head.sequence = event.sequence();
    head.hash = event.hash().value();
    signal.afterCommit();
    return event;
  }

  @Override
  @Transactional
  public List<LoggedEvent> read(String trainingId, long fromSequence) {
    return lines(trainingId, fromSequence).stream().map(DatabaseEventLog::parse).toList();
  }

  @Override
  @Transactional
  public List<String> lines(String trainingId, long fromSequence) {
    return rows.lines(trainingId, fromSequence, PAGE);
  }

  private static EventEntity row(LoggedEvent event) {
    EventEntity row = new EventEntity();
    row.trainingId = event.subject();
    row.sequence = event.sequence();
    row.type = event.type();
    row.line = new String(event.bytes(), StandardCharsets.UTF_8);
    return row;
  }

  private static LoggedEvent parse(String line) {
    return CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8), LoggedEvent.class);
  }
}
