package io.fedquorum.coordinator.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.protocol.CanonicalJson;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of a load test.
 *
 * @param options how much load
 * @param client what the node says it is
 * @param joinSeconds from the first order to the last active worker
 * @param rounds one for each round
 * @param events events in the log
 * @param seconds how long all of it took
 */
public record LoadReport(
    LoadOptions options,
    String client,
    double joinSeconds,
    List<RoundLoad> rounds,
    long events,
    double seconds) {
  public LoadReport {
    rounds = List.copyOf(rounds);
  }

  /** The document. */
  public ObjectNode json() {
    ObjectNode json = CanonicalJson.mapper().createObjectNode();
    json.put("schemaVersion", 1);
    json.put("simulation", "simulated workers, canned results (simulated training)");
    json.put("clientVersion", client);
    json.put("workers", options.workers());
    json.put("joinSeconds", joinSeconds);
    ArrayNode all = json.putArray("rounds");
    rounds.forEach(round -> all.add(CanonicalJson.mapper().valueToTree(round)));
    json.put("events", events);
    json.put("seconds", seconds);
    return json;
  }

  /** The table. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d simulated workers, canned results (simulated training); %s%n"
            .formatted(options.workers(), client));
    text.append(String.format(Locale.ROOT, "all had joined after %.1f s%n%n", joinSeconds));
    text.append(
        "%5s %7s %7s %7s %7s %7s %8s %8s %7s %12s %7s%n"
            .formatted(
                "ROUND",
                "ASSIGN",
                "COMMIT",
                "REVEAL",
                "JUDGE",
                "TOTAL",
                "CORRECT",
                "MISSING",
                "PAID",
                "COORDINATOR",
                "FLEET"));
    rounds.forEach(round -> text.append(line(round)));
    text.append(
        "(seconds; PAID: until the last payout, beside the next round; memory in MiB)%n"
            .formatted());
    return text.append(String.format(Locale.ROOT, "%d events, %.0f s in all", events, seconds))
        .toString();
  }

  private static String line(RoundLoad round) {
    return String.format(
        Locale.ROOT,
        "%5d %7.1f %7.1f %7.1f %7.1f %7.1f %8d %8d %7.1f %12d %7d%n",
        round.round(),
        round.assignSeconds(),
        round.commitSeconds(),
        round.revealSeconds(),
        round.judgeSeconds(),
        round.totalSeconds(),
        round.correct(),
        round.missing(),
        round.paidSeconds(),
        round.coordinatorKib() / 1024,
        round.fleetKib() / 1024);
  }
}
