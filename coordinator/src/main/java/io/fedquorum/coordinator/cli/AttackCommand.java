package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.attack.AttackOptions;
import io.fedquorum.coordinator.attack.AttackReport;
import io.fedquorum.coordinator.attack.AttackSuite;
import io.fedquorum.coordinator.attack.AttackText;
import io.fedquorum.coordinator.client.ExitCode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedq attack}. */
@Command(
    name = "attack",
    description = {
      "Run the same training without an attack and under each attack, on a local network with",
      "simulated workers, and say whether the policy's promise was kept."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class AttackCommand implements Callable<Integer> {
  @Option(
      names = "--attack",
      defaultValue = AttackOptions.ALL,
      paramLabel = "NAMES",
      description = "ALL, or names with commas; an unknown one lists them.")
  private String attack;

  @Option(
      names = "--evil",
      defaultValue = "1..3",
      paramLabel = "NUMBERS",
      description = "How many workers are evil: 2, 1,3 or 1..3.")
  private String evil;

  @Option(names = "--workers", defaultValue = "7", description = "Workers of each training.")
  private int workers;

  @Option(names = "--rounds", defaultValue = "2", description = "Rounds of each training.")
  private int rounds;

  @Option(names = "--jobs", defaultValue = "7", description = "Jobs a round.")
  private int jobs;

  @Option(names = "--replicas", defaultValue = "3", description = "Workers a job.")
  private int replicas;

  @Option(names = "--policy", defaultValue = "majority-referee", description = "Verification.")
  private String policy;

  @Option(names = "--design", defaultValue = "auto", description = "Assignment design.")
  private String design;

  @Option(names = "--dataset", defaultValue = "digits", description = "auto, mnist or digits.")
  private String dataset;

  @Option(names = "--chain", defaultValue = "auto", description = "auto, goquorum, docker or dev.")
  private String chain;

  @Option(names = "--seed", defaultValue = "42", description = "Seed of the trainings.")
  private long seed;

  @Option(
      names = "--commit-seconds",
      defaultValue = "20",
      description = "Commit window; the silent and the late hold a round up for so long.")
  private int commitSeconds;

  @Option(names = "--reveal-seconds", defaultValue = "10", description = "Reveal window.")
  private int revealSeconds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where everything goes (a new directory under fedq-out).",
      showDefaultValue = Visibility.NEVER)
  private Path out;

  @Mixin private Output output;

  @Override
  public Integer call() {
    AttackOptions options =
        new AttackOptions(
            AttackOptions.attacks(attack),
            AttackOptions.evil(evil),
            workers,
            rounds,
            jobs,
            replicas,
            policy,
            design,
            dataset,
            chain,
            seed,
            commitSeconds,
            revealSeconds,
            out == null ? fresh() : out);
    Progress progress = new Progress(output);
    AttackReport report;
    try {
      report = new AttackSuite(options, progress).run();
    } finally {
      progress.end();
    }
    output.print(report.json(), AttackText.of(report));
    output.say("everything is in " + options.out().toAbsolutePath().normalize());
    return report.kept() ? 0 : ExitCode.PROMISE_BROKEN.code();
  }

  private static Path fresh() {
    String now =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return Path.of("fedq-out", "attack-" + now);
  }
}
