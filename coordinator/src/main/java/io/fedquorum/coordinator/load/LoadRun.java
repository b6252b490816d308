package io.fedquorum.coordinator.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.client.ProgressListener;
import io.fedquorum.coordinator.client.Watch;
import io.fedquorum.coordinator.demo.Child;
import io.fedquorum.coordinator.demo.DemoCluster;
import io.fedquorum.coordinator.demo.HomeFiles;
import io.fedquorum.coordinator.demo.Installation;
import io.fedquorum.coordinator.demo.PeakMemory;
import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.eventlog.LoggedEvent;
import io.fedquorum.protocol.Address;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs a load test and writes {@code load.json}; leaves nothing running. */
public final class LoadRun {
  private static final Duration JOIN_LIMIT = Duration.ofMinutes(15);
  private static final long PACE_MILLIS = 1_000;
  private static final String STAKE = "2000000000000000000";
  private final LoadOptions options;
  private final ProgressListener people;
  private final Map<Integer, long[]> memory = new TreeMap<>();
  private final long begun = System.nanoTime();

  /**
   * A run.
   *
   * @param people takes lines for people while it runs
   */
  public LoadRun(LoadOptions options, ProgressListener people) {
    this.options = Objects.requireNonNull(options, "options");
    this.people = Objects.requireNonNull(people, "people");
  }

  /** Runs it. */
  public LoadReport run() {
    HomeFiles.requireEmpty(options.out());
    Dataset dataset =
        Datasets.resolve(DatasetChoice.DIGITS, DatasetSources.standard(Optional.empty(), people));
    Path home = options.out().resolve("home");
    try (DemoCluster cluster = new DemoCluster(Installation.find(), home, dataset, people)) {
      people.accept("starting chain, coordinator and a fleet with canned results");
      cluster.start(options.chain(), 0, 0, "none");
      Child fleet = cluster.startFleet(true);
      CoordinatorClient client = cluster.awaitCoordinator();
      admit(cluster, client);
      double before = elapsed();
      fleet.tell("start 1-%d honest %s".formatted(options.workers(), STAKE));
      awaitMembers(cluster, client);
      double joined = elapsed() - before;
      return train(cluster, client, fleet, joined);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private LoadReport train(
      DemoCluster cluster, CoordinatorClient client, Child fleet, double joined)
      throws InterruptedException {
    JsonNode made = client.post("/api/v1/trainings", options.request());
    Watch watch = new Watch(client, made.path("id").asText());
    long coordinator = cluster.processes().get("coordinator");
    watch.untilOver(
        people,
        () -> {
          cluster.requireAlive();
          measure(watch, coordinator, fleet.pid());
        });
    List<LoggedEvent> events = EventChain.verify(watch.lines().stream());
    RoundTimes times = new RoundTimes(events);
    List<RoundLoad> rounds =
        times.rounds().stream()
            .map(round -> times.load(round, memory.get(round)[0], memory.get(round)[1]))
            .toList();
    LoadReport report =
        new LoadReport(
            options, cluster.network().clientVersion(), joined, rounds, events.size(), elapsed());
    write(report);
    return report;
  }

  /** Once a round, at the first look that finds it settled. */
  private void measure(Watch watch, long coordinator, long fleet) {
    long settled =
        watch.history().rounds().stream().filter(round -> round.modelDigest() != null).count();
    if (settled > 0) {
      memory.computeIfAbsent(
          Math.toIntExact(settled),
          round -> new long[] {PeakMemory.now(coordinator), PeakMemory.now(fleet)});
    }
  }

  private void admit(DemoCluster cluster, CoordinatorClient client) {
    people.accept("funding and approving " + options.workers() + " accounts");
    List<Address> all =
        IntStream.rangeClosed(1, options.workers())
            .mapToObj(number -> Keystores.derived(cluster.secretFile(), number).address())
            .toList();
    cluster.fund(all);
    client.post("/api/v1/workers/approve", Map.of("workers", all));
  }

  private void awaitMembers(DemoCluster cluster, CoordinatorClient client)
      throws InterruptedException {
    long end = System.nanoTime() + JOIN_LIMIT.toNanos();
    long active = 0;
    while (active < options.workers()) {
      cluster.requireAlive();
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            ExitCode.PART_FAILED,
            "%d of %d simulated workers have joined after %d s; see fleet.log"
                .formatted(active, options.workers(), JOIN_LIMIT.toSeconds()));
      }
      Thread.sleep(PACE_MILLIS);
      active = 0;
      for (JsonNode worker : client.get("/api/v1/workers")) {
        active += worker.path("active").asBoolean() ? 1 : 0;
      }
    }
    people.accept("all " + active + " workers have joined");
  }

  private void write(LoadReport report) {
    Path file = options.out().resolve("load.json");
    try {
      Files.writeString(file, report.json().toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' can't be written", e);
    }
  }

  private double elapsed() {
    return Math.round((System.nanoTime() - begun) / 1e6) / 1e3;
  }
}
