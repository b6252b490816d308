package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.demo.Demo;
import io.fedquorum.coordinator.demo.DemoOptions;
import io.fedquorum.coordinator.demo.DemoSummary;
import io.fedquorum.coordinator.demo.DemoText;
import io.fedquorum.coordinator.training.TrainingOptions;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fedq demo}. */
@Command(
    name = "demo",
    description = {
      "Train MNIST on a local network of real processes, with simulated evil workers among them,",
      "pay the honest ones, and verify everything again from the log."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--workers", defaultValue = "7", description = "Worker processes.")
  private int workers;

  @Option(names = "--evil", defaultValue = "2", description = "How many of them are evil.")
  private int evil;

  @Option(names = "--attack", defaultValue = "collusion", description = "What the evil ones do.")
  private String attack;

  @Option(names = "--rounds", defaultValue = "5", description = "Rounds.")
  private int rounds;

  @Option(names = "--jobs", defaultValue = "7", description = "Jobs a round.")
  private int jobs;

  @Option(names = "--replicas", defaultValue = "3", description = "Workers a job.")
  private int replicas;

  @Option(names = "--policy", defaultValue = "majority-referee", description = "Verification.")
  private String policy;

  @Option(names = "--design", defaultValue = "auto", description = "Assignment design.")
  private String design;

  @Option(names = "--dataset", defaultValue = "auto", description = "auto, mnist or digits.")
  private String dataset;

  @Option(names = "--chain", defaultValue = "auto", description = "auto, goquorum, docker or dev.")
  private String chain;

  @Option(names = "--seed", defaultValue = "42", description = "Seed of the training.")
  private long seed;

  @Option(names = "--epochs", description = "Passes over its data in each job.")
  private Integer epochs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where everything goes (a new directory under fedq-out).",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private Path out;

  @Option(
      names = "--check-attack-free",
      description = "Run the same training without evil workers too, and compare the digests.")
  private boolean checkAttackFree;

  @Option(
      names = "--aggregation",
      defaultValue = "fedavg",
      description = "How accepted results become one, such as median or krum:1.")
  private String aggregation;

  @Option(
      names = "--server-optimizer",
      defaultValue = "none",
      description = "none, fedavgm[:ETA], fedadam[:ETA] or fedyogi[:ETA].")
  private String serverOptimizer;

  @Mixin private Output output;

  @Override
  public Integer call() {
    DemoOptions options =
        new DemoOptions(
            workers,
            evil,
            attack,
            rounds,
            jobs,
            replicas,
            policy,
            design,
            dataset,
            chain,
            seed,
            epochs,
            out == null ? fresh() : out,
            checkAttackFree,
            new TrainingOptions(aggregation, serverOptimizer));
    Progress progress = new Progress(output);
    DemoSummary summary;
    try {
      summary = new Demo(options, progress).run();
    } finally {
      progress.end();
    }
    output.print(summary.json(), DemoText.of(summary));
    output.say("everything is in " + options.out().toAbsolutePath().normalize());
    return 0;
  }

  private static Path fresh() {
    String now =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return Path.of("fedq-out", now);
  }
}
