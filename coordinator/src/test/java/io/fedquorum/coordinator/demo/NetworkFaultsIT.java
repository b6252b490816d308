package io.fedquorum.coordinator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.Watch;
import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.network.NetworkOptions;
import io.fedquorum.network.Networks;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.Waiting;
import io.fedquorum.network.quorum.QuorumBinary;
import io.fedquorum.network.status.NetworkStatus;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What a training does when validators of a real network stop, and come back. */
@EnabledIf(value = "isHere", disabledReason = NetworkFaultsIT.NONE)
class NetworkFaultsIT {
  static final String NONE = "no GoQuorum geth named by FEDQ_GETH or on PATH";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ROUNDS = 4;

  @TempDir Path directory;

  private final Networks networks = new Networks(NetworkFaultsIT::say);
  private DemoCluster cluster;
  private CoordinatorClient client;
  private Path network;

  static boolean isHere() {
    Optional<QuorumBinary> found =
        QuorumBinary.find(Optional.ofNullable(System.getenv(QuorumBinary.VARIABLE)));
    String what = found.map(b -> "on GoQuorum " + b.version()).orElse("skipped: " + NONE);
    System.out.println("network faults: " + what);
    return found.isPresent();
  }

  @Test
  void shouldTrainOnThroughFaultsOfTheNetworkAsIfThereWereNone() throws Exception {
    Dataset digits =
        Datasets.resolve(
            DatasetChoice.DIGITS, DatasetSources.standard(Optional.empty(), line -> {}));
    try (DemoCluster made =
        new DemoCluster(Installation.find(), directory.resolve("home"), digits, m -> say(m))) {
      cluster = made;
      cluster.start("goquorum", 3, 0, "collusion");
      network = cluster.network().directory();
      client = cluster.awaitCoordinator();
      cluster.admitWorkers();
      String id = client.post("/api/v1/trainings", request()).path("id").asText();
      String genesis = hash(1);

      oneValidatorStops(id);
      twoValidatorsStop(id);
      theyComeBack(id);
      allNodesRestart(id);
      TrainingHistory disturbed = over(id);

      assertThat(hash(1)).isEqualTo(genesis);
      String again = client.post("/api/v1/trainings", request()).path("id").asText();
      assertThat(disturbed.model()).isPresent().isEqualTo(over(again).model());
      assertThat(disturbed.workers())
          .hasSize(3)
          .allSatisfy(
              worker -> {
                assertThat(worker.missing()).isZero();
                assertThat(worker.wrong()).isZero();
                assertThat(worker.paidWei()).isPositive();
              });
      say("the same model as undisturbed: " + disturbed.model().orElseThrow());
    }
  }

  private void oneValidatorStops(String id) {
    await("round 1 to be assigned", () -> settledOrIn(id, 1, "RoundAssigned"));
    networks.stopNode(network, "validator-3");
    say("validator-3 is stopped");
    await("round 2 to be settled without it", () -> settledOrIn(id, 2, "RoundSettled"));
    say("round 2 is settled without validator-3");
  }

  private void twoValidatorsStop(String id) {
    networks.stopNode(network, "validator-4");
    say("validator-4 is stopped too");
    await(
        "the coordinator to see it", () -> client.get("/api/v1/network").at("/halted").asBoolean());
    await("the training to say so", () -> training(id).path("waiting").asText().contains("chain:"));
    await(
        "the status to say so",
        () -> networks.status(network).state() == NetworkStatus.State.WAITING);

    JsonNode view = client.get("/api/v1/network");
    say("GET /api/v1/network: " + view.path("reason").asText());
    say("GET /api/v1/trainings/" + id + ": waiting for " + training(id).path("waiting").asText());
    say("fedq network status: " + networks.status(network).reason());
    assertThat(view.path("reason").asText()).contains("a block needs 3 of 4 validators");
    assertThat(training(id).path("status").asText()).isEqualTo("running");
    assertThat(networks.status(network).reason())
        .contains("2 of 4 validators answer here, 3 are needed");
  }

  private void theyComeBack(String id) {
    networks.startNode(network, "validator-3");
    networks.startNode(network, "validator-4");
    say("validator-3 and validator-4 are started");
    await("round 3 to be settled", () -> settledOrIn(id, 3, "RoundSettled"));
    say("round 3 is settled");
  }

  private void allNodesRestart(String id) {
    networks.down(network, false);
    say("all nodes are stopped");
    await("the training to say so", () -> training(id).path("waiting").asText().contains("node:"));
    say("GET /api/v1/trainings/" + id + ": waiting for " + training(id).path("waiting").asText());
    networks.up(NetworkOptions.of(network, NetworkHome.find()));
    say("all nodes are started");
  }

  private TrainingHistory over(String id) throws InterruptedException {
    Watch watch = new Watch(client, id);
    watch.untilOver(NetworkFaultsIT::say, cluster::requireAlive);
    return watch.history();
  }

  private boolean settledOrIn(String id, int round, String fact) {
    cluster.requireAlive();
    return client.events(id, 1).stream()
        .anyMatch(line -> line.contains(fact) && line.contains("\"round\":" + round + ","));
  }

  private JsonNode training(String id) {
    return client.get("/api/v1/trainings/" + id);
  }

  private String hash(long block) {
    return new JsonRpc(cluster.network().rpcUrls().get(0))
        .call("eth_getBlockByNumber", "0x" + Long.toHexString(block), false)
        .get("hash")
        .asText();
  }

  private static void await(String what, BooleanSupplier condition) {
    assertThat(Waiting.until(PATIENCE, condition)).as("waited for " + what).isTrue();
  }

  private static ObjectNode request() {
    return CanonicalJson.mapper()
        .createObjectNode()
        .put("name", "faults")
        .put("rounds", ROUNDS)
        .put("jobs", 3)
        .put("replicas", 2)
        .put("design", "random")
        .put("seed", 42)
        .put("epochs", 1);
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
