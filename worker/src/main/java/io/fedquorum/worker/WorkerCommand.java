package io.fedquorum.worker;

import io.fedquorum.protocol.Address;
import io.fedquorum.worker.simulation.Simulations;
import io.fedquorum.worker.status.WorkerLog;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one worker process. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    version = "fedq worker 0.1.0",
    sortOptions = false,
    subcommands = KeygenCommand.class,
    description = {
      "Train jobs for a coordinator and be paid in Ether.",
      "It may be stopped or killed at any time; started again it goes on where it was."
    })
public final class WorkerCommand implements Callable<Integer> {
  @Option(names = "--rpc", paramLabel = "URL", description = "JSON-RPC of your own node.")
  private String rpc;

  @Option(names = "--coordinator", paramLabel = "URL", description = "The coordinator.")
  private String coordinator;

  @Option(names = "--keystore", paramLabel = "FILE", description = "Key file; see keygen.")
  private Path keystore;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "Its first line is the passphrase; readable by its owner only.")
  private Path passphraseFile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Journal; must survive restarts. Default: ~/.fedquorum/worker-ADDRESS")
  private Path data;

  @Option(
      names = "--stake",
      paramLabel = "AMOUNT",
      converter = EtherAmount.class,
      description = "Such as 0.5ether or 10wei. Default: the registry's minimum.")
  private BigInteger stake;

  @Option(
      names = "--dataset",
      defaultValue = "auto",
      paramLabel = "NAME",
      description = "auto (what the coordinator has), mnist or digits. Default: auto")
  private String dataset;

  @Option(names = "--dataset-dir", paramLabel = "DIR", description = "Where the MNIST files are.")
  private Path datasetDirectory;

  @Option(
      names = "--start-timeout",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "How long to wait for the coordinator at start. Default: 60")
  private int startSeconds;

  @Option(names = "--json", description = "One JSON line per state change on stdout.")
  private boolean json;

  @Option(names = "--simulate", hidden = true, paramLabel = "NAME")
  private String simulate;

  @Option(names = "--accomplices", hidden = true, paramLabel = "ADDRESS", split = ",")
  private List<String> accomplices = List.of();

  @Option(names = "--i-am-a-simulation", hidden = true)
  private boolean simulation;

  @Spec private CommandSpec spec;

  private final ExitGuard guard;

  WorkerCommand(ExitGuard guard) {
    this.guard = guard;
  }

  @Override
  public Integer call() {
    WorkerOptions options = options();
    WorkerLog log =
        new WorkerLog(
            System.err,
            json ? Optional.of(System.out) : Optional.empty(),
            Clock.systemUTC(),
            options.simulation());
    try (Startup startup = new Startup(options, log, guard)) {
      startup.run();
    }
    return 0;
  }

  private WorkerOptions options() {
    if (startSeconds < 1) {
      throw usage("--start-timeout '" + startSeconds + "' must be 1 second or more");
    }
    return new WorkerOptions(
        address("--rpc", required("--rpc", rpc)),
        address("--coordinator", required("--coordinator", coordinator)),
        required("--keystore", keystore),
        required("--passphrase-file", passphraseFile),
        Optional.ofNullable(data),
        Optional.ofNullable(stake),
        choice(),
        Optional.ofNullable(datasetDirectory),
        Duration.ofSeconds(startSeconds),
        simulated(),
        others());
  }

  private Set<Address> others() {
    try {
      return accomplices.stream().map(Address::of).collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      throw usage("--accomplices: " + e.getMessage());
    }
  }

  private Optional<String> simulated() {
    if (simulate == null) {
      return Optional.empty();
    }
    if (!simulation) {
      throw usage("--simulate is for tests and research and needs --i-am-a-simulation beside it");
    }
    if (!Simulations.NAMES.contains(simulate)) {
      throw usage("--simulate '" + simulate + "' must be one of " + Simulations.NAMES);
    }
    return Optional.of(simulate);
  }

  private DatasetChoice choice() {
    try {
      return DatasetChoice.parse(dataset);
    } catch (IllegalArgumentException e) {
      throw usage("--dataset: " + e.getMessage());
    }
  }

  private URI address(String option, String text) {
    try {
      URI uri = URI.create(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getRawQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below, like any other wrong form.
    }
    throw usage(option + " '" + text + "' must be http://host:port or https://host:port");
  }

  private <T> T required(String option, T value) {
    if (value == null) {
      throw usage("option " + option + " is missing");
    }
    return value;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
