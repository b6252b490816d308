package io.fedquorum.coordinator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.replay.ReplayReport;
import io.fedquorum.coordinator.replay.ReplaySession;
import io.fedquorum.protocol.CanonicalJson;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedq replay}: computes a training again from its log and artifacts. */
@Command(
    name = "replay",
    description =
        "Compute a training again from its event log and artifacts, and stop at the first difference.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Option(names = "--log", required = true, paramLabel = "FILE", description = "events.jsonl")
  private Path log;

  @Option(
      names = "--artifacts",
      required = true,
      paramLabel = "DIR",
      description = "The training's artifacts.")
  private Path artifacts;

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "Train only this round's jobs again; everything else is checked all the same.")
  private Integer round;

  @Option(
      names = "--chain",
      paramLabel = "URL",
      description = "Compare with what stands on this chain too.")
  private URI chain;

  @Mixin private Output output;

  @Override
  public Integer call() {
    requireThere(log, "log");
    requireThere(artifacts, "artifacts");
    if (round != null && round < 1) {
      throw new CommandFailure(ExitCode.USAGE, "--round '" + round + "' must be 1 or more");
    }
    long begun = System.nanoTime();
    ReplayReport report =
        new ReplaySession(output::say)
            .run(log, artifacts, Optional.ofNullable(round), Optional.ofNullable(chain));
    double seconds = (System.nanoTime() - begun) / 1e9;
    ObjectNode json = CanonicalJson.mapper().valueToTree(report);
    json.put("verified", true).put("seconds", Math.round(seconds * 1000) / 1000.0);
    output.print(json, text(report, seconds));
    return 0;
  }

  static String text(ReplayReport report, double seconds) {
    return ("replay verified: %d events, %d rounds and %d jobs computed again in %.1f s%s;"
            + " wrong results accepted: %d; final model %s%s")
        .formatted(
            report.events(),
            report.rounds(),
            report.jobs(),
            seconds,
            report.chainChecked() ? ", compared with the chain" : "",
            report.wrongAccepted(),
            report.model(),
            report.complete() ? "" : " (the log ends before the training does)");
  }

  private static void requireThere(Path path, String option) {
    if (!Files.exists(path)) {
      throw new CommandFailure(ExitCode.FILE, "--" + option + " '" + path + "' does not exist");
    }
  }
}
