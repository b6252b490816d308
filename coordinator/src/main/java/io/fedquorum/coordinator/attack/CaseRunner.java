package io.fedquorum.coordinator.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.artifact.DiskArtifactStore;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.client.Watch;
import io.fedquorum.coordinator.demo.Child;
import io.fedquorum.coordinator.demo.DemoCluster;
import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.history.RoundHistory;
import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.coordinator.history.WorkerHistory;
import io.fedquorum.coordinator.replay.ReplayReport;
import io.fedquorum.coordinator.replay.ReplaySession;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.training.TrainingEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Runs one training of the suite: its workers join, it ends, they are revoked, it is replayed. */
final class CaseRunner {
  private static final Duration JOIN_LIMIT = Duration.ofMinutes(2);
  private static final long PACE_MILLIS = 250;

  /**
   * What a training brought.
   *
   * @param bound wrong results that the policy may accept
   * @param history its facts, added up
   * @param replay what replay found
   */
  record Outcome(Roster roster, int bound, TrainingHistory history, ReplayReport replay) {
    Digest model() {
      return history.model().orElseThrow();
    }

    /** The case that it is, compared with the training without attack. */
    AttackCase against(Outcome free) {
      return new AttackCase(
          roster.attack(),
          roster.evil(),
          bound,
          replay.wrongAccepted(),
          model(),
          model().equals(free.model()),
          tally(false),
          tally(true),
          history.rounds().stream().mapToInt(RoundHistory::refereed).sum(),
          replay.events());
    }

    private Tally tally(boolean evil) {
      Set<Address> accounts = roster.evilAccounts();
      List<WorkerHistory> some =
          history.workers().stream().filter(w -> accounts.contains(w.worker()) == evil).toList();
      return Tally.of(some);
    }
  }

  private final AttackOptions options;
  private final DemoCluster cluster;
  private final CoordinatorClient client;
  private final Child fleet;
  private final TrainingEngine engine;

  CaseRunner(
      AttackOptions options,
      DemoCluster cluster,
      CoordinatorClient client,
      Child fleet,
      TrainingEngine engine) {
    this.options = Objects.requireNonNull(options, "options");
    this.cluster = Objects.requireNonNull(cluster, "cluster");
    this.client = Objects.requireNonNull(client, "client");
    this.fleet = Objects.requireNonNull(fleet, "fleet");
    this.engine = Objects.requireNonNull(engine, "engine");
  }

  Outcome run(Roster roster) throws InterruptedException {
    roster.startOrders().forEach(fleet::tell);
    awaitMembers(roster.beginners());
    String name = roster.attack() + "-" + roster.evil();
    JsonNode made = client.post("/api/v1/trainings", options.request(name));
    Watch watch = new Watch(client, made.path("id").asText());
    watch.untilOver(line -> {}, cluster::requireAlive);
    fleet.tell(roster.stopOrder());
    client.post("/api/v1/workers/revoke", Map.of("workers", roster.accounts()));
    Path log = write(options.out().resolve(name), watch.lines());
    ReplayReport report =
        new ReplaySession(line -> {})
            .run(
                log,
                cluster.artifacts(),
                Optional.empty(),
                Optional.of(URI.create(cluster.rpc())),
                engine);
    List<Assignment> drawn = assignments(watch.lines());
    int bound = Bound.of(drawn, options.rule(), roster.evilAccounts());
    return new Outcome(roster, bound, watch.history(), report);
  }

  private void awaitMembers(List<Address> wanted) throws InterruptedException {
    long end = System.nanoTime() + JOIN_LIMIT.toNanos();
    while (!active().containsAll(wanted)) {
      cluster.requireAlive();
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            ExitCode.PART_FAILED,
            "waited %d s for %d simulated workers to join; see fleet.log"
                .formatted(JOIN_LIMIT.toSeconds(), wanted.size()));
      }
      Thread.sleep(PACE_MILLIS);
    }
  }

  private Set<Address> active() {
    Set<Address> active = new HashSet<>();
    for (JsonNode worker : client.get("/api/v1/workers")) {
      if (worker.path("active").asBoolean()) {
        active.add(Address.of(worker.path("address").asText()));
      }
    }
    return active;
  }

  private List<Assignment> assignments(List<String> lines) {
    ArtifactStore store = new DiskArtifactStore(cluster.artifacts());
    return EventChain.verify(lines.stream()).stream()
        .map(event -> Facts.read(event.type(), event.data()))
        .filter(Fact.RoundAssigned.class::isInstance)
        .map(fact -> ((Fact.RoundAssigned) fact).assignment())
        .map(digest -> CanonicalJson.read(store.get(digest).orElseThrow(), Assignment.class))
        .toList();
  }

  private static Path write(Path directory, List<String> lines) {
    Path file = directory.resolve("events.jsonl");
    try {
      Files.createDirectories(directory);
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("'" + file + "' can't be written", e);
    }
  }
}
