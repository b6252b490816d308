package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.load.LoadOptions;
import io.fedquorum.coordinator.load.LoadReport;
import io.fedquorum.coordinator.load.LoadRun;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedq load}. */
@Command(
    name = "load",
    description = {
      "Let many simulated workers, which answer with canned results, run rounds with one",
      "coordinator on a real chain, and say where the time and the memory go."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class LoadCommand implements Callable<Integer> {
  @Option(names = "--workers", defaultValue = "1000", description = "Simulated workers.")
  private int workers;

  @Option(names = "--rounds", defaultValue = "5", description = "Rounds.")
  private int rounds;

  @Option(names = "--chain", defaultValue = "auto", description = "auto, goquorum, docker or dev.")
  private String chain;

  @Option(
      names = "--window-seconds",
      defaultValue = "600",
      description = "Commit and reveal window; they end early when all have answered.")
  private int windowSeconds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where everything goes (a new directory under fedq-out).",
      showDefaultValue = Visibility.NEVER)
  private Path out;

  @Mixin private Output output;

  @Override
  public Integer call() {
    LoadOptions options =
        new LoadOptions(workers, rounds, chain, windowSeconds, out == null ? fresh() : out);
    Progress progress = new Progress(output);
    LoadReport report;
    try {
      report = new LoadRun(options, progress).run();
    } finally {
      progress.end();
    }
    output.print(report.json(), report.text());
    output.say("everything is in " + options.out().toAbsolutePath().normalize());
    return 0;
  }

  private static Path fresh() {
    String now =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return Path.of("fedq-out", "load-" + now);
  }
}
