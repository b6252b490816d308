package io.fedquorum.coordinator.eventlog;

import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks an exported log: every line is the canonical JSON of its event, carries the right hash,
 * and links to the line before, from the genesis value on, for one training and without gaps. A cut
 * at the end can't be seen from the log alone; the last hash, kept elsewhere, shows it.
 */
public final class EventChain {
  private EventChain() {}

  /**
   * Verifies all lines of one training's log, from sequence 1.
   *
   * @return the events, in order
   * @throws BrokenChainException at the first line that is wrong
   */
  public static List<LoggedEvent> verify(Stream<String> lines) {
    List<LoggedEvent> events = new ArrayList<>();
    Iterator<String> each = lines.iterator();
    while (each.hasNext()) {
      events.add(next(events, each.next()));
    }
    return List.copyOf(events);
  }

  private static LoggedEvent next(List<LoggedEvent> before, String text) {
    long line = before.size() + 1L;
    LoggedEvent event = parse(line, text);
    try {
      requireCanonical(line, text, event);
      requireHash(line, event);
    } catch (IllegalArgumentException e) {
      // Some numbers can be read and not written: 1e999999999 has a billion digits.
      throw new BrokenChainException(line, "it has no canonical form: " + e.getMessage());
    }
    requireLink(line, event, before.isEmpty() ? null : before.get(before.size() - 1));
    return event;
  }

  private static LoggedEvent parse(long line, String text) {
    try {
      return CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8), LoggedEvent.class);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new BrokenChainException(line, "it is not an event: " + e.getMessage());
    }
  }

  private static void requireCanonical(long line, String text, LoggedEvent event) {
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), event.bytes())) {
      throw new BrokenChainException(line, "it is not in canonical form");
    }
  }

  private static void requireHash(long line, LoggedEvent event) {
    if (!event.hash().equals(event.computedHash())) {
      throw new BrokenChainException(line, "its hash does not match its content");
    }
  }

  private static void requireLink(long line, LoggedEvent event, LoggedEvent before) {
    if (event.sequence() != line) {
      throw new BrokenChainException(
          line, "sequence " + event.sequence() + " must be " + line + ", events are missing");
    }
    Digest previous = before == null ? LoggedEvent.GENESIS : before.hash();
    if (!event.previoushash().equals(previous)) {
      throw new BrokenChainException(
          line, "previoushash " + event.previoushash() + " must be " + previous);
    }
    if (before != null && !event.subject().equals(before.subject())) {
      throw new BrokenChainException(
          line, "subject '" + event.subject() + "' must be '" + before.subject() + "'");
    }
  }
}
