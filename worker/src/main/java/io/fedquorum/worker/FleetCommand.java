package io.fedquorum.worker;

import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.worker.artifact.Transport;
import io.fedquorum.worker.fleet.CannedEngine;
import io.fedquorum.worker.fleet.Fleet;
import io.fedquorum.worker.fleet.FleetOrder;
import io.fedquorum.worker.fleet.FleetParts;
import io.fedquorum.worker.fleet.SharedChain;
import io.fedquorum.worker.simulation.FlippedEngine;
import io.fedquorum.worker.status.Keys;
import io.fedquorum.worker.status.WorkerLog;
import io.fedquorum.worker.training.SharedTrainingEngine;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs many simulated workers in one process, as standard input says, until that ends. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Run many simulated workers in one process. Standard input holds an order a line:",
      "  start FROM-TO BEHAVIOUR STAKE_WEI|minimum [heirs FIRST]",
      "  stop FROM-TO",
      "Its end is the end of all workers."
    })
final class FleetCommand implements Callable<Integer> {
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(60);

  @Option(names = "--rpc", required = true, paramLabel = "URL", description = "A node.")
  private URI rpc;

  @Option(names = "--coordinator", required = true, paramLabel = "URL", description = "Whose jobs.")
  private URI coordinator;

  @Option(
      names = "--secret-file",
      required = true,
      paramLabel = "FILE",
      description = "Its first line is the secret that all keys come from.")
  private Path secretFile;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Journals of one deployment.")
  private Path data;

  @Option(names = "--dataset", defaultValue = "auto", description = "auto, mnist or digits.")
  private String dataset;

  @Option(names = "--dataset-dir", paramLabel = "DIR", description = "Where the MNIST files are.")
  private Path datasetDirectory;

  @Option(
      names = "--canned",
      description = "Answer with canned results instead of training (simulated training).")
  private boolean canned;

  @Option(
      names = "--i-am-a-simulation",
      required = true,
      description = "Needed: nothing here is for earning.")
  private boolean simulation;

  @Spec private CommandSpec spec;

  private final ExitGuard guard;

  FleetCommand(ExitGuard guard) {
    this.guard = guard;
  }

  @Override
  public Integer call() {
    WorkerLog log =
        new WorkerLog(System.err, Optional.empty(), Clock.systemUTC(), Optional.of("fleet"));
    Transport transport = new Transport(coordinator, EXCHANGE_TIMEOUT);
    DeploymentInfo info =
        new Introduction(transport, Duration.ofMinutes(3), log).deployment(guard.stop());
    if (info == null) {
      return 0;
    }
    try (Web3jChains node = Web3jChains.connect(rpc);
        TrainingEngine engine = engine(info, log);
        FlippedEngine flipped = flipped(engine, log)) {
      guard.release(ending(engine, flipped));
      node.chain().identity().requireChainId(info.chainId());
      FleetParts parts =
          new FleetParts(
              info,
              node,
              new SharedChain(node.chain()),
              transport,
              engine,
              canned ? "canned-results" : "shared-engine",
              flipped,
              data,
              secretFile,
              System.err);
      run(parts, log);
      log.info(worked(engine), Keys.NONE);
    }
    return 0;
  }

  private void run(FleetParts parts, WorkerLog log) {
    try (Fleet fleet = new Fleet(parts);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      log.info("ready for orders", Keys.NONE);
      String line = orders.readLine();
      while (line != null && !guard.stop().isStopping()) {
        fleet.obey(FleetOrder.parse(line.strip()));
        log.info(line.strip() + ": done, " + fleet.size() + " workers run", Keys.NONE);
        line = orders.readLine();
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("standard input can't be read", e);
    }
  }

  private TrainingEngine engine(DeploymentInfo info, WorkerLog log) {
    if (canned) {
      log.warn("canned results (simulated training): nothing is trained", Keys.NONE);
      return new CannedEngine(info);
    }
    log.info("shared engine: equal tasks of all workers are trained once", Keys.NONE);
    return new SharedTrainingEngine(
        new EngineStart(choice(), Optional.ofNullable(datasetDirectory), log).matching(info));
  }

  private static Runnable ending(TrainingEngine engine, FlippedEngine flipped) {
    return () -> {
      engine.close();
      flipped.close();
    };
  }

  private FlippedEngine flipped(TrainingEngine engine, WorkerLog log) {
    return new FlippedEngine(engine.dataset(), line -> log.info(line, Keys.NONE));
  }

  private static String worked(TrainingEngine engine) {
    return engine instanceof SharedTrainingEngine shared
        ? "shared engine: %d different tasks were trained".formatted(shared.trainings())
        : "canned results (simulated training): nothing was trained";
  }

  private DatasetChoice choice() {
    try {
      return DatasetChoice.parse(dataset);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--dataset: " + e.getMessage());
    }
  }
}
