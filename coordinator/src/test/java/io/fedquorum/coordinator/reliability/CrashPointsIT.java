package io.fedquorum.coordinator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.demo.Child;
import io.fedquorum.simulation.CrashPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Halts a real coordinator and a real worker next to each of their durable steps, starts them again
 * and lets {@link Audit} look at everything. All processes of the cluster live through all of it.
 * Six places by default; all with {@code -Dfedquorum.reliability=all}.
 */
class CrashPointsIT {
  /**
   * One place of the coordinator and one of a worker, passed in the same training. The first worker
   * that comes by halts: an upload, for one, is not made by each.
   */
  record Places(String coordinator, String worker) {
    @Override
    public String toString() {
      return "coordinator at " + coordinator + ", worker at " + worker;
    }
  }

  private static final List<Places> QUICK =
      List.of(
          new Places("step-uncommitted", "journal-written"),
          new Places("intent-stored:3", "sent"),
          new Places("outbox-published", "uploaded"));

  private static Cluster cluster;
  private static Audit audit;

  @BeforeAll
  static void start() throws Exception {
    cluster = new Cluster("crash-points");
    cluster.begin(plan("coordinator"), plan("worker"));
    audit = new Audit(cluster);
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

  static Stream<Places> places() {
    return System.getProperty("fedquorum.reliability", "quick").equals("all")
        ? CrashPlaces.all().stream()
        : QUICK.stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldGoOnAsIfNothingHadHappened(Places places) throws Exception {
    Audit.Balances before = audit.balances();
    arm("coordinator", places.coordinator());
    arm("worker", places.worker());

    String id = create();
    audit.awaitOver(id, CrashPointsIT::revive);
    awaitCrash("coordinator");
    awaitCrash("worker");

    audit.requireRight(id, before);
    System.err.println("survived: " + places);
  }

  /** A place that comes after the training's end, such as a round's removal, is waited for. */
  private static void awaitCrash(String who) throws InterruptedException {
    Waiting.until(who + " to halt", CrashPointsIT::revive, () -> Files.notExists(file(who)));
    Waiting.until(who + " to be back", () -> {}, () -> !revive());
  }

  private static String create() throws Exception {
    while (true) {
      try {
        return audit.create("a");
      } catch (CommandFailure e) {
        // It was halted before it stored the training.
        Waiting.until("the coordinator's end", () -> {}, () -> !cluster.coordinator("a").isAlive());
        revive();
        cluster.awaitCoordinator("a");
      }
    }
  }

  /** Starts again what has halted; whether there was anything. */
  private static boolean revive() {
    boolean any =
        revive(cluster.coordinator("a"), e -> cluster.startCoordinator("a", e), "coordinator");
    for (int number = 1; number <= Cluster.WORKERS; number++) {
      int worker = number;
      any |= revive(cluster.worker(worker), e -> cluster.startWorker(worker, e), "worker");
    }
    return any;
  }

  private static boolean revive(Child child, Consumer<Map<String, String>> starter, String who) {
    if (child.isAlive()) {
      return false;
    }
    assertThat(child.exitCode()).as("end of the " + who).isEqualTo(CrashPoint.EXIT);
    starter.accept(plan(who));
    return true;
  }

  private static void arm(String who, String place) throws IOException {
    Files.writeString(file(who), place);
  }

  private static Map<String, String> plan(String who) {
    return Map.of(CrashPoint.VARIABLE, "@" + file(who));
  }

  private static Path file(String who) {
    return cluster.home.resolve("crash-" + who);
  }
}
