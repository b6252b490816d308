package io.fedquorum.coordinator.reliability;

import io.fedquorum.coordinator.reliability.TcpProxy.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Disturbs the network between any two processes, one way after the other in one training for each
 * fault. One fault by default, all with {@code -Dfedquorum.reliability=all}.
 */
class BadNetworksIT {
  private static final int SHORTEST_MILLIS = 2_000;

  /** Who talks to whom. */
  enum Way {
    COORDINATOR_KAFKA,
    COORDINATOR_CHAIN,
    COORDINATOR_DATABASE,
    WORKER_COORDINATOR,
    WORKER_CHAIN
  }

  private static Bench bench;

  @BeforeAll
  static void start() throws Exception {
    bench = Bench.start("bad-networks", 8);
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  static Stream<Fault> faults() {
    return Bench.isAll()
        ? Stream.of(Fault.DELAY, Fault.RESET, Fault.HALF_OPEN, Fault.ANSWER_LOST)
        : Stream.of(Fault.ANSWER_LOST);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldGoOnAsIfNothingHadHappened(Fault fault) throws Exception {
    Audit.Balances before = bench.audit.balances();
    String id = bench.audit.create("a");
    StringBuilder told = new StringBuilder();
    for (Way way : Way.values()) {
      String status =
          bench.cluster.database().value("select status from training where id = ?", id);
      long hits = disturb(proxy(way), fault);
      told.append(" %s felt %d times (%s);".formatted(way, hits, status));
    }
    bench.audit.awaitOver(id, bench.cluster::requireAlive);

    bench.audit.requireRight(id, before);
    System.err.println("survived: " + fault + told);
  }

  /** Lets the way be bad until that was felt, and for two seconds at least. */
  private static long disturb(TcpProxy proxy, Fault fault) throws InterruptedException {
    long before = proxy.hits();
    proxy.fault(fault);
    try {
      Thread.sleep(SHORTEST_MILLIS);
      Waiting.until("the fault to be felt", () -> {}, () -> proxy.hits() > before);
    } finally {
      proxy.fault(Fault.NONE);
    }
    return proxy.hits() - before;
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
