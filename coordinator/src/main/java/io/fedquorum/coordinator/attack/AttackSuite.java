package io.fedquorum.coordinator.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.ProgressListener;
import io.fedquorum.coordinator.demo.Child;
import io.fedquorum.coordinator.demo.DemoCluster;
import io.fedquorum.coordinator.demo.HomeFiles;
import io.fedquorum.coordinator.demo.Installation;
import io.fedquorum.coordinator.replay.EnginePool;
import io.fedquorum.protocol.Address;
import io.fedquorum.worker.training.SharedTrainingEngine;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs the same training without an attack and then under each attack and number of evil workers,
 * one after the other on one network with one coordinator, each with workers of its own.
 */
public final class AttackSuite {
  private static final String NO_ATTACK = "attack-free";
  private final AttackOptions options;
  private final ProgressListener people;
  private final long begun = System.nanoTime();

  /**
   * A suite.
   *
   * @param people takes lines for people while it runs
   */
  public AttackSuite(AttackOptions options, ProgressListener people) {
    this.options = Objects.requireNonNull(options, "options");
    this.people = Objects.requireNonNull(people, "people");
  }

  /** Runs it and writes {@code attack.json}; leaves nothing running. */
  public AttackReport run() {
    HomeFiles.requireEmpty(options.out());
    Dataset dataset =
        Datasets.resolve(
            DatasetChoice.parse(options.dataset()),
            DatasetSources.standard(Optional.empty(), people));
    Path home = options.out().resolve("home");
    try (TrainingEngine engine = new SharedTrainingEngine(EnginePool.start(dataset, 1));
        DemoCluster cluster = new DemoCluster(Installation.find(), home, dataset, people)) {
      people.accept("starting chain, coordinator and a fleet of simulated workers");
      cluster.start(options.chain(), 0, 0, NO_ATTACK);
      Child fleet = cluster.startFleet(false);
      CoordinatorClient client = cluster.awaitCoordinator();
      List<Roster> rosters = rosters(cluster.secretFile());
      admit(cluster, client, rosters);
      CaseRunner runner = new CaseRunner(options, cluster, client, fleet, engine);
      return run(runner, rosters, cluster, dataset);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private AttackReport run(
      CaseRunner runner, List<Roster> rosters, DemoCluster cluster, Dataset dataset)
      throws InterruptedException {
    people.accept("the training without attack");
    CaseRunner.Outcome free = runner.run(rosters.get(0));
    List<AttackCase> cases = new ArrayList<>();
    AttackReport report = null;
    for (Roster roster : rosters.subList(1, rosters.size())) {
      AttackCase done = runner.run(roster).against(free);
      cases.add(done);
      people.accept(
          "%d of %d: %s with %d evil: %s, %d wrong results accepted, at most %d allowed"
              .formatted(
                  cases.size(),
                  rosters.size() - 1,
                  done.attack(),
                  done.evil(),
                  done.digestEqual() ? "the same model" : "another model",
                  done.wrongAccepted(),
                  done.bound()));
      report =
          new AttackReport(
              options, cluster.network(), dataset.ref(), free.model(), cases, elapsed());
      // After each, so that what is done is not lost with what fails later.
      write(report);
    }
    return Objects.requireNonNull(report, "there is at least one case");
  }

  /** The attack-free one first. */
  private List<Roster> rosters(Path secret) {
    List<Roster> rosters = new ArrayList<>();
    rosters.add(Roster.of(NO_ATTACK, 0, 1, options.workers(), options.rounds(), secret));
    for (String attack : options.attacks()) {
      for (int evil : options.evil()) {
        int first = rosters.get(rosters.size() - 1).next();
        rosters.add(Roster.of(attack, evil, first, options.workers(), options.rounds(), secret));
      }
    }
    return rosters;
  }

  /** All at once: an approved account that has not joined is no member yet. */
  private void admit(DemoCluster cluster, CoordinatorClient client, List<Roster> rosters) {
    List<Address> all = rosters.stream().flatMap(r -> r.accounts().stream()).toList();
    people.accept("funding and approving " + all.size() + " accounts");
    cluster.fund(all);
    JsonNode done = client.post("/api/v1/workers/approve", Map.of("workers", all));
    people.accept("approved " + done.path("workers").asInt() + " accounts");
  }

  private void write(AttackReport report) {
    Path file = options.out().resolve("attack.json");
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
