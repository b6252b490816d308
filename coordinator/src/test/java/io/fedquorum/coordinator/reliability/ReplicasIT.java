package io.fedquorum.coordinator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.demo.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two coordinators on one database and one chain, as real processes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {
  private static Cluster cluster;
  private static Audit audit;

  @BeforeAll
  static void start() throws Exception {
    cluster = new Cluster("replicas");
    cluster.begin();
    audit = new Audit(cluster);
    runUndisturbed();
    cluster.startCoordinator("b", Map.of());
    cluster.awaitCoordinator("b");
  }

  private static void runUndisturbed() throws SQLException, InterruptedException {
    Audit.Balances before = audit.balances();
    String id = audit.create("a");
    audit.awaitOver(id, cluster::requireAlive);
    audit.requireRight(id, before);
  }

  @AfterAll
  static void stop() {
    if (audit != null) {
      audit.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @Order(1)
  void shouldLeaveATrainingToTheReplicaThatTookItOverWhenItsOwnerWasFrozen() throws Exception {
    Audit.Balances before = audit.balances();
    String id = audit.create("a");
    awaitFact(id, "WorkerCommitted");
    Child frozen = cluster.coordinator("a");
    Signals.freeze(frozen.pid());
    int said = facts("a").size();
    try {
      cluster.leadTo("b");
      awaitOwner(id, "b");
      awaitFact(id, "RoundSettled");
    } finally {
      Signals.thaw(frozen.pid());
    }
    audit.awaitOver(id, cluster::requireAlive);

    audit.requireRight(id, before);
    assertThat(facts("a")).as("steps of the replica that was frozen").hasSize(said);
    assertThat(facts("b")).isNotEmpty();
  }

  @Test
  @Order(2)
  void shouldHandOverAtOnceAndEndWithZeroWhenToldToStop() throws Exception {
    Audit.Balances before = audit.balances();
    String id = audit.create("b");
    awaitFact(id, "WorkerCommitted");
    Child stopping = cluster.forget("b");
    cluster.leadTo("a");
    long begun = System.nanoTime();
    stopping.stop();

    assertThat(stopping.exitCode()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    assertThat(
            cluster
                .database()
                .column(
                    "select token from training_lease where expires_at > '-infinity'"
                        + " and owner = ?",
                    owner("b")))
        .as("leases that were not given back")
        .isEmpty();
    audit.awaitOver(id, cluster::requireAlive);
    audit.requireRight(id, before);
  }

  private static void awaitOwner(String id, String name) throws Exception {
    String owner = owner(name);
    Waiting.until(
        "the takeover",
        () -> {},
        () ->
            cluster
                .database()
                .value("select owner from training_lease where training_id = ?", id)
                .equals(owner));
  }

  private static String owner(String name) throws IOException {
    return Files.readString(cluster.home.resolve("coordinator-" + name).resolve("replica-id"))
        .strip();
  }

  private static void awaitFact(String id, String type) throws InterruptedException {
    Waiting.until(
        type,
        () -> {},
        () ->
            !cluster
                .database()
                .column(
                    "select line from event where training_id = ? and type like ?",
                    id,
                    "%" + type + "%")
                .isEmpty());
  }

  /** The log lines by which a coordinator tells the facts that it stored. */
  private static List<String> facts(String name) throws IOException {
    return Files.readAllLines(cluster.coordinatorLog(name)).stream()
        .filter(line -> line.matches(".*trainingId=\\S+ [A-Z][A-Za-z]+( .*)?"))
        .toList();
  }
}
