package io.fedquorum.coordinator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.client.CommandFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Halts a real coordinator and a real worker next to each of their durable steps, one place after
 * the other, and starts them again. Trainings go on one after the other until all places were
 * passed, and {@link Audit} looks at each. Three places of each process by default; all with {@code
 * -Dfedquorum.reliability=all}.
 */
class CrashPointsIT {
  private static final int MOST_TRAININGS = 60;
  private static final Path HOME = Cluster.home("crash-points");
  private static Bench bench;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> worker = Victim.environment(HOME.resolve("crash-worker"));
    Map<String, String> coordinator = Victim.environment(HOME.resolve("crash-coordinator"));
    bench = Bench.start("crash-points", 2, coordinator, worker);
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void shouldGoOnAsIfNothingHadHappenedWhereverItHalts() throws Exception {
    Cluster cluster = bench.cluster;
    Victim coordinator =
        new Victim(
            "coordinator",
            HOME.resolve("crash-coordinator"),
            CrashPlaces.coordinator(),
            () -> cluster.coordinator("a"),
            environment -> cluster.startCoordinator("a", environment));
    Victim worker =
        new Victim(
            "worker",
            HOME.resolve("crash-worker"),
            CrashPlaces.worker(),
            () -> cluster.worker(1),
            environment -> cluster.startWorker(1, environment));
    coordinator.arm();
    worker.arm();
    int trainings = 0;
    while (!coordinator.isDone() || !worker.isDone()) {
      assertThat(++trainings)
          .as("trainings until all places are passed")
          .isLessThan(MOST_TRAININGS);
      train(coordinator, worker);
    }
  }

  private static void train(Victim coordinator, Victim worker) throws Exception {
    Audit.Balances before = bench.audit.balances();
    Runnable revive =
        () -> {
          coordinator.revive();
          worker.revive();
        };
    String id = create(revive);
    bench.audit.awaitOver(id, revive);

    bench.audit.requireRight(id, before);
    System.err.println(
        "survived: coordinator at %s, worker at %s"
            .formatted(coordinator.survived(), worker.survived()));
  }

  /** Asks until a training is stored, whatever becomes of the coordinator meanwhile. */
  private static String create(Runnable revive) throws Exception {
    while (true) {
      try {
        revive.run();
        return bench.audit.create("a");
      } catch (CommandFailure e) {
        Waiting.until(
            "the coordinator",
            revive,
            () -> bench.cluster.client("a").get("/api/v1/deployment").has("chainId"));
      }
    }
  }
}
