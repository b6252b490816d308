package io.fedquorum.coordinator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.client.ProgressListener;
import io.fedquorum.coordinator.client.Watch;
import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.replay.ReplayReport;
import io.fedquorum.coordinator.replay.ReplaySession;
import io.fedquorum.coordinator.training.TrainingRequest;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Runs the demonstration from start to end. */
public final class Demo {
  private final DemoOptions options;
  private final ProgressListener people;
  private final long begun = System.nanoTime();

  /**
   * @param people takes lines for people while it runs
   */
  public Demo(DemoOptions options, ProgressListener people) {
    this.options = Objects.requireNonNull(options, "options");
    this.people = Objects.requireNonNull(people, "people");
  }

  /** Runs it and writes {@code summary.json}; leaves nothing running. */
  public DemoSummary run() {
    requirePossible(options);
    HomeFiles.requireEmpty(options.out());
    Dataset dataset =
        Datasets.resolve(
            DatasetChoice.parse(options.dataset()),
            DatasetSources.standard(Optional.empty(), people));
    people.accept(
        "data: %s, %d training and %d test images, from %s%s"
            .formatted(
                dataset.ref().name(),
                dataset.ref().train(),
                dataset.ref().test(),
                dataset.origin(),
                dataset.ref().name().equals("digits") ? " (generated, not MNIST)" : ""));
    DemoResult result = train(options, dataset);
    Optional<Digest> attackFree = Optional.empty();
    if (options.checkAttackFree()) {
      people.accept("the same training once more, without evil workers");
      Path elsewhere = options.out().resolve("attack-free");
      attackFree = train(options.attackFree(elsewhere), dataset).history().model();
    }
    DemoSummary summary = DemoSummary.of(result, dataset.ref(), options, attackFree);
    write(options.out().resolve("summary.json"), summary.json().toPrettyString() + "\n");
    return summary;
  }

  private DemoResult train(DemoOptions wanted, Dataset dataset) {
    Path home = wanted.out().resolve("home");
    try (DemoCluster cluster = new DemoCluster(Installation.find(), home, dataset, people)) {
      people.accept("starting chain, coordinator and " + wanted.workers() + " workers");
      cluster.start(wanted.chain(), wanted.workers(), wanted.evil(), wanted.attack());
      people.accept(
          "chain: %s (%s)"
              .formatted(cluster.network().kind().text(), cluster.network().clientVersion()));
      CoordinatorClient client = cluster.awaitCoordinator();
      cluster.admitWorkers();
      people.accept(
          "%d workers have joined, %d of them are simulated evil ones (%s)"
              .formatted(wanted.workers(), wanted.evil(), wanted.attack()));
      JsonNode made = client.post("/api/v1/trainings", request(wanted));
      Watch watch = new Watch(client, made.path("id").asText());
      double[] firstOpen = {0};
      watch.untilOver(new FirstLine(people, () -> firstOpen[0] = elapsed()), cluster::requireAlive);
      Map<Address, BigInteger> stakes = stakes(client);
      Measurements running = measure(cluster, firstOpen[0]);
      cluster.stopProcesses();
      return finish(cluster, watch, made.path("id").asText(), stakes, wanted.out(), running);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERNAL, "interrupted");
    }
  }

  private DemoResult finish(
      DemoCluster cluster,
      Watch watch,
      String id,
      Map<Address, BigInteger> stakes,
      Path out,
      Measurements running) {
    Path log = out.resolve("events.jsonl");
    write(log, String.join("\n", watch.lines()) + "\n");
    Path artifacts = out.resolve("artifacts");
    move(out.resolve("home").resolve("artifacts"), artifacts);
    people.accept("replaying the training from its log");
    double before = elapsed();
    ReplayReport report =
        new ReplaySession(people)
            .run(log, artifacts, Optional.empty(), Optional.of(URI.create(cluster.rpc())));
    double seconds = elapsed() - before;
    return new DemoResult(
        id,
        cluster.network(),
        watch.history(),
        design(watch.lines()),
        cluster.workers(),
        stakes,
        report,
        seconds,
        new Measurements(
            running.firstRoundOpenSeconds(),
            elapsed(),
            running.coordinatorPeakKib(),
            running.coordinatorTreePeakKib(),
            running.workerPeakKib()));
  }

  private double elapsed() {
    return Math.round((System.nanoTime() - begun) / 1e6) / 1e3;
  }

  private static Measurements measure(DemoCluster cluster, double firstRoundOpen) {
    Map<String, Long> processes = new HashMap<>(cluster.processes());
    long coordinator = processes.remove("coordinator");
    long largest =
        processes.values().stream().mapToLong(p -> PeakMemory.ofTree(p).orElse(0)).max().orElse(0);
    return new Measurements(
        firstRoundOpen,
        0,
        PeakMemory.of(coordinator),
        PeakMemory.ofTree(coordinator).orElse(0),
        largest);
  }

  /** Before anything is started: the coordinator would refuse it too, but only then. */
  private static void requirePossible(DemoOptions wanted) {
    TrainingSpec spec = request(wanted).toSpec();
    Policy.parse(spec.policy()).requireSupported(wanted.workers(), spec.replicas(), 0);
    Designs.named(spec.design())
        .requireFits(new Size(wanted.workers(), spec.jobs(), spec.replicas()));
  }

  private static TrainingRequest request(DemoOptions options) {
    return new TrainingRequest(
        "demo",
        null,
        null,
        options.seed(),
        options.rounds(),
        options.jobs(),
        options.replicas(),
        options.design(),
        options.policy(),
        null,
        null,
        null,
        options.epochs(),
        null,
        null,
        null,
        null,
        null,
        null,
        options.rules().aggregation(),
        options.rules().serverOptimizer());
  }

  private static Map<Address, BigInteger> stakes(CoordinatorClient client) {
    Map<Address, BigInteger> stakes = new HashMap<>();
    for (JsonNode worker : client.get("/api/v1/workers")) {
      stakes.put(
          Address.of(worker.path("address").asText()), worker.path("stake").bigIntegerValue());
    }
    return stakes;
  }

  private static String design(List<String> lines) {
    return EventChain.verify(lines.stream()).stream()
        .map(event -> Facts.read(event.type(), event.data()))
        .filter(Fact.RoundAssigned.class::isInstance)
        .map(fact -> ((Fact.RoundAssigned) fact).design())
        .findFirst()
        .orElse("none");
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + from + "' can't be moved to '" + to + "'", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' can't be written", e);
    }
  }
}
