package io.fedquorum.coordinator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** A demonstration's outcome as a table for people. */
public final class DemoText {
  private static final int WEI_DIGITS = 18;

  private DemoText() {}

  /** The closing table and the line about replay. */
  public static String of(DemoSummary summary) {
    JsonNode json = summary.json();
    StringBuilder text =
        new StringBuilder(
            "%-42s  %-16s  %7s %5s %7s  %9s  %7s  %7s%n"
                .formatted(
                    "WORKER",
                    "BEHAVIOUR",
                    "CORRECT",
                    "WRONG",
                    "MISSING",
                    "STAKE",
                    "PAID",
                    "SLASHED"));
    for (JsonNode line : json.path("payments")) {
      text.append(line(line));
    }
    JsonNode rounds = json.path("rounds");
    JsonNode last = rounds.path(rounds.size() - 1);
    text.append("(stake, paid and slashed in ether)%n".formatted());
    text.append(
        "test accuracy after %d rounds: %s on %s%n"
            .formatted(
                rounds.size(), last.path("accuracy").asText(), json.at("/dataset/name").asText()));
    text.append(
        "answers computed a job: %s of %s replicas%n"
            .formatted(
                json.at("/training/replicationFactor").asText(),
                json.at("/training/replicas").asText()));
    text.append("final model %s%n".formatted(json.path("finalModelDigest").asText()));
    if (!json.path("attackFreeModelDigest").isNull()) {
      boolean equal = json.path("attackFreeModelDigest").equals(json.path("finalModelDigest"));
      text.append(
          "the same training without evil workers: %s digest%n"
              .formatted(equal ? "the same" : "ANOTHER"));
    }
    JsonNode replay = json.path("replay");
    return text.append(
            "replay verified: %s events, compared with the chain, in %s s"
                .formatted(replay.path("events").asText(), replay.path("seconds").asText()))
        .toString();
  }

  private static String line(JsonNode line) {
    String behaviour = line.path("behaviour").asText();
    return "%-42s  %-16s  %7s %5s %7s  %9s  %7s  %7s%n"
        .formatted(
            line.path("worker").asText(),
            behaviour.equals(DemoWorker.HONEST) ? behaviour : behaviour + " (sim.)",
            line.path("correct").asText(),
            line.path("wrong").asText(),
            line.path("missing").asText(),
            ether(line.path("stakeWei").asText()),
            ether(line.path("paidWei").asText()),
            ether(line.path("slashedWei").asText()));
  }

  private static String ether(String wei) {
    BigDecimal ether = new BigDecimal(wei).movePointLeft(WEI_DIGITS).stripTrailingZeros();
    return ether.signum() == 0 ? "0" : ether.toPlainString();
  }
}
