package io.fedquorum.coordinator.eventlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Logs for tests, sealed as the database's log seals them. Whoever can hash can do as much. */
public final class SealedLog {
  private static final String TIME = "2026-11-21T08:00:00.123Z";

  private SealedLog() {}

  /** The exported log of these facts. */
  public static List<String> of(String training, List<Fact> facts) {
    List<Entry> entries =
        facts.stream()
            .map(fact -> new Entry(Facts.typeOf(fact), EventData.canonical(Facts.toJson(fact))))
            .toList();
    return seal(training, entries);
  }

  /** An event's content, without its place in the chain. */
  public record Entry(String type, JsonNode data) {}

  /** The contents of a log. */
  public static List<Entry> open(List<String> lines) {
    return lines.stream()
        .map(l -> CanonicalJson.read(l.getBytes(StandardCharsets.UTF_8), LoggedEvent.class))
        .map(event -> new Entry(event.type(), event.data()))
        .toList();
  }

  /** A log with all hashes computed anew. */
  public static List<String> seal(String training, List<Entry> entries) {
    List<String> lines = new ArrayList<>();
    Digest previous = LoggedEvent.GENESIS;
    for (Entry entry : entries) {
      JsonNode data = EventData.canonical(entry.data());
      LoggedEvent event =
          LoggedEvent.seal(training, lines.size() + 1L, previous, entry.type(), TIME, data);
      previous = event.hash();
      lines.add(new String(event.bytes(), StandardCharsets.UTF_8));
    }
    return lines;
  }
}
