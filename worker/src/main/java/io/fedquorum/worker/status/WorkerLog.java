package io.fedquorum.worker.status;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.CanonicalJson;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One line per fact to stderr: time, level, text, then {@code key=value} with fixed keys. State
 * changes also go to stdout as one JSON object per line when that was asked for. A simulation is
 * named in every line of either. Safe for use by many threads.
 */
public final class WorkerLog {
  private final PrintStream people;
  private final Optional<PrintStream> programs;
  private final Clock clock;
  private final Map<String, Object> always;

  /**
   * A log without a worker's address yet.
   *
   * @param people takes the lines
   * @param programs takes the JSON lines; empty for none
   * @param simulation name of the simulated behaviour; empty for an honest worker
   */
  public WorkerLog(
      PrintStream people,
      Optional<PrintStream> programs,
      Clock clock,
      Optional<String> simulation) {
    this(
        people,
        programs,
        clock,
        simulation.<Map<String, Object>>map(name -> Map.of("simulation", name)).orElse(Map.of()));
  }

  private WorkerLog(
      PrintStream people, Optional<PrintStream> programs, Clock clock, Map<String, Object> always) {
    this.people = Objects.requireNonNull(people, "people");
    this.programs = Objects.requireNonNull(programs, "programs");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.always = new LinkedHashMap<>(always);
  }

  /** The same log with the worker's address in every line. */
  public WorkerLog of(Address worker) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("worker", worker.value());
    more.putAll(always);
    return new WorkerLog(people, programs, clock, more);
  }

  /** Something that a person may want to know. */
  public void info(String text, Keys keys) {
    line("INFO ", text, keys);
  }

  /** Something that a person should look at. */
  public void warn(String text, Keys keys) {
    line("WARN ", text, keys);
  }

  /** A change of state; {@code detail} says why or what, and may be empty. */
  public void state(String state, String detail, Keys keys) {
    line("INFO ", detail.isEmpty() ? state : state + ": " + detail, keys);
    programs.ifPresent(out -> json(out, state, detail, keys));
  }

  private void line(String level, String text, Keys keys) {
    StringBuilder line = new StringBuilder(160);
    line.append(clock.instant().truncatedTo(ChronoUnit.MILLIS)).append(' ').append(level);
    line.append(' ').append(oneLine(text));
    append(line, keys.values());
    append(line, always);
    print(people, line.toString());
  }

  private void json(PrintStream out, String state, String detail, Keys keys) {
    Map<String, Object> line = new LinkedHashMap<>(always);
    line.putAll(keys.values());
    line.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("state", state);
    if (!detail.isEmpty()) {
      line.put("detail", detail);
    }
    print(out, new String(CanonicalJson.write(line), StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder line, Map<String, Object> values) {
    values.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
  }

  /** Text from a server or a node must not be able to forge a log line. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static void print(PrintStream out, String line) {
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
