package io.fedquorum.coordinator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.client.Watch;
import io.fedquorum.coordinator.eventlog.BrokenChainException;
import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.coordinator.history.WorkerHistory;
import io.fedquorum.coordinator.replay.ReplaySession;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged product, end to end, on generated digits and the best chain of this machine: real
 * processes, a real chain, a real database and log.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
  private static final int ROUNDS = 2;
  private static final int JOBS_A_WORKER = 3;
  private static final BigInteger REWARD = BigInteger.TEN.pow(16);

  @TempDir static Path directory;
  private static JsonNode undisturbed;

  @BeforeAll
  static void demonstrate() {
    DemoOptions options =
        new DemoOptions(
            7,
            2,
            "collusion",
            ROUNDS,
            7,
            3,
            "majority-referee",
            "auto",
            "digits",
            "auto",
            42,
            1,
            directory.resolve("demo"),
            false);
    undisturbed = new Demo(options, DemoIT::say).run().json();
  }

  @Test
  @Order(1)
  void shouldPayTheHonestAndSlashTheEvil() {
    for (JsonNode line : undisturbed.path("payments")) {
      boolean honest = line.path("behaviour").asText().equals("honest");
      assertThat(line.path("correct").asInt()).isEqualTo(honest ? ROUNDS * JOBS_A_WORKER : 0);
      assertThat(line.path("wrong").asInt()).isEqualTo(honest ? 0 : ROUNDS * JOBS_A_WORKER);
      assertThat(line.path("paidWei").asText()).isEqualTo(honest ? earned().toString() : "0");
      assertThat(line.path("slashedWei").asText().equals("0")).isEqualTo(honest);
    }
    assertThat(undisturbed.at("/replay/verified").asBoolean()).isTrue();
    assertThat(undisturbed.at("/replay/wrongAccepted").asInt()).isZero();
    assertThat(undisturbed.at("/dataset/name").asText()).isEqualTo("digits");
  }

  @Test
  @Order(2)
  void shouldNameTheFirstDifferenceWhenTheLogOrAnArtifactIsChanged() throws IOException {
    Path log = directory.resolve("demo/events.jsonl");
    Path artifacts = directory.resolve("demo/artifacts");
    String text = Files.readString(log);
    Path changed = directory.resolve("changed.jsonl");
    Files.writeString(changed, text.replaceFirst("\"accepted\":\"[0-9a-f]", "\"accepted\":\"x"));

    assertThatThrownBy(
            () ->
                new ReplaySession(line -> {})
                    .run(changed, artifacts, Optional.empty(), Optional.empty()))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("event log line");
  }

  @Test
  @Order(3)
  void shouldFinishAsIfNothingHadHappenedWhenCoordinatorAndWorkerAreKilledInMidRound()
      throws Exception {
    Dataset digits =
        Datasets.resolve(
            DatasetChoice.DIGITS, DatasetSources.standard(Optional.empty(), line -> {}));
    try (DemoCluster cluster =
        new DemoCluster(Installation.find(), directory.resolve("crash"), digits, DemoIT::say)) {
      cluster.start("auto", 7, 2, "collusion");
      CoordinatorClient client = cluster.awaitCoordinator();
      cluster.admitWorkers();
      String id = client.post("/api/v1/trainings", request()).path("id").asText();

      DemoWorker committed = awaitCommit(client, id, cluster);
      cluster.killWorker(committed.number());
      cluster.killCoordinator();
      cluster.startCoordinator();
      cluster.startWorker(committed);
      Watch watch = new Watch(cluster.awaitCoordinator(), id);
      watch.untilOver(DemoIT::say, cluster::requireAlive);

      assertThat(watch.history().model().orElseThrow().value())
          .isEqualTo(undisturbed.path("finalModelDigest").asText());
      assertThat(committed.behaviour()).isEqualTo(DemoWorker.HONEST);
      assertPayments(watch.history(), cluster.workers());
    }
  }

  private static void assertPayments(TrainingHistory history, List<DemoWorker> workers) {
    for (DemoWorker worker : workers) {
      WorkerHistory found =
          history.workers().stream()
              .filter(candidate -> candidate.worker().equals(worker.address()))
              .findFirst()
              .orElseThrow();
      boolean honest = worker.behaviour().equals(DemoWorker.HONEST);
      assertThat(found.missing()).isZero();
      assertThat(found.paidWei()).isEqualTo(honest ? earned() : BigInteger.ZERO);
    }
  }

  private static BigInteger earned() {
    return REWARD.multiply(BigInteger.valueOf((long) ROUNDS * JOBS_A_WORKER));
  }

  /** The first honest worker whose commitment is in the log. */
  private static DemoWorker awaitCommit(CoordinatorClient client, String id, DemoCluster cluster)
      throws InterruptedException {
    while (true) {
      cluster.requireAlive();
      for (String line : client.events(id, 1)) {
        for (DemoWorker worker : cluster.workers()) {
          if (line.contains("WorkerCommitted")
              && line.contains(worker.address().value())
              && worker.behaviour().equals(DemoWorker.HONEST)) {
            return worker;
          }
        }
      }
      Thread.sleep(50);
    }
  }

  @Test
  @Order(4)
  void shouldRefuseADirectoryThatIsInUse() {
    DemoOptions options =
        new DemoOptions(
            1,
            0,
            "collusion",
            1,
            1,
            1,
            "majority-referee",
            "auto",
            "digits",
            "auto",
            1,
            null,
            directory.resolve("demo"),
            false);

    assertThatThrownBy(() -> new Demo(options, line -> {}).run())
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("must be empty");
  }

  private static void say(String line) {
    System.err.println(line);
  }

  private static ObjectNode request() {
    ObjectNode request = CanonicalJson.mapper().createObjectNode();
    return request
        .put("name", "crash")
        .put("rounds", ROUNDS)
        .put("jobs", 7)
        .put("replicas", 3)
        .put("seed", 42)
        .put("epochs", 1);
  }
}
