package io.fedquorum.coordinator.reliability;

import io.fedquorum.coordinator.reliability.TcpProxy.Fault;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Disturbs the network between any two processes in mid-training. Five of the twenty pairs of way
 * and fault by default, all with {@code -Dfedquorum.reliability=all}.
 */
class BadNetworksIT {
  private static final int LATEST_MILLIS = 3_000;
  private static final int SHORTEST_MILLIS = 2_000;

  /** Who talks to whom. */
  enum Way {
    COORDINATOR_CHAIN,
    COORDINATOR_DATABASE,
    COORDINATOR_KAFKA,
    WORKER_COORDINATOR,
    WORKER_CHAIN
  }

  /** What goes wrong where. */
  record Disturbance(Way way, Fault fault) {}

  private static final List<Disturbance> QUICK =
      List.of(
          new Disturbance(Way.COORDINATOR_CHAIN, Fault.ANSWER_LOST),
          new Disturbance(Way.COORDINATOR_DATABASE, Fault.RESET),
          new Disturbance(Way.COORDINATOR_KAFKA, Fault.ANSWER_LOST),
          new Disturbance(Way.WORKER_COORDINATOR, Fault.DELAY),
          new Disturbance(Way.WORKER_CHAIN, Fault.ANSWER_LOST));

  private static Bench bench;

  @BeforeAll
  static void start() throws Exception {
    bench = Bench.start("bad-networks");
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  static Stream<Disturbance> disturbances() {
    if (!Bench.isAll()) {
      return QUICK.stream();
    }
    return Stream.of(Way.values())
        .flatMap(
            way ->
                Stream.of(Fault.values())
                    .filter(fault -> fault != Fault.NONE)
                    .map(fault -> new Disturbance(way, fault)));
  }

  @ParameterizedTest
  @MethodSource("disturbances")
  void shouldGoOnAsIfNothingHadHappened(Disturbance disturbance) throws Exception {
    TcpProxy proxy = proxy(disturbance.way());
    Random random = new Random(disturbance.hashCode());
    Audit.Balances before = bench.audit.balances();
    String id = bench.audit.create("a");
    Thread.sleep(random.nextInt(LATEST_MILLIS));

    long hits = proxy.hits();
    proxy.fault(disturbance.fault());
    try {
      Thread.sleep(SHORTEST_MILLIS);
      Waiting.until("the fault to be felt", () -> {}, () -> proxy.hits() > hits);
    } finally {
      proxy.fault(Fault.NONE);
    }
    bench.audit.awaitOver(id, bench.cluster::requireAlive);

    bench.audit.requireRight(id, before);
    System.err.println("survived: %s, felt %d times".formatted(disturbance, proxy.hits() - hits));
  }

  private static TcpProxy proxy(Way way) {
    return switch (way) {
      case COORDINATOR_CHAIN -> bench.cluster.coordinatorToChain;
      case COORDINATOR_DATABASE -> bench.cluster.coordinatorToDatabase;
      case COORDINATOR_KAFKA -> bench.cluster.coordinatorToKafka;
      case WORKER_COORDINATOR -> bench.cluster.workerToCoordinator;
      case WORKER_CHAIN -> bench.cluster.workerToChain;
    };
  }
}
