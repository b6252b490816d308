package io.fedquorum.coordinator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes PostgreSQL, Kafka or the chain away at a random moment of a training, and brings it back.
 * Three runs by default, fifty with {@code -Dfedquorum.reliability=all}; a run's number is its
 * seed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutagesIT {
  private static final int LATEST_MILLIS = 7_000;
  private static final int LONGEST_MILLIS = 4_000;

  /** What is taken away, and how. */
  enum Outage {
    /** All of its processes are killed; it starts again on its files. */
    POSTGRES_KILLED,
    /** The broker is killed; it starts again on its log. */
    KAFKA_KILLED,
    /** The node is told to stop, writes its state, and starts again. */
    CHAIN_RESTARTED,
    /** The node stands still and goes on. */
    CHAIN_FROZEN
  }

  /** One run. */
  record Run(int number, Outage outage) {}

  private static Bench bench;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    bench = Bench.start("outages");
    cluster = bench.cluster;
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  static Stream<Run> runs() {
    Outage[] kinds = Outage.values();
    return IntStream.range(0, Bench.isAll() ? 50 : 3)
        .mapToObj(number -> new Run(number, kinds[number % kinds.length]));
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("runs")
  void shouldGoOnAsIfNothingHadHappened(Run run) throws Exception {
    Random random = new Random(run.number());
    Audit.Balances before = bench.audit.balances();
    String id = bench.audit.create("a");
    Thread.sleep(random.nextInt(LATEST_MILLIS));
    Duration away = Duration.ofMillis(random.nextInt(LONGEST_MILLIS));

    takeAway(run.outage(), away);
    bench.audit.awaitOver(id, cluster::requireAlive);

    bench.audit.requireRight(id, before);
    requireRelayed(id);
    System.err.println("survived: " + run + " of " + away.toMillis() + " ms");
  }

  private static void takeAway(Outage outage, Duration away)
      throws IOException, InterruptedException {
    switch (outage) {
      case POSTGRES_KILLED -> cluster.killPostgres(away);
      case KAFKA_KILLED -> {
        cluster.kafka.kill();
        Thread.sleep(away.toMillis());
        cluster.kafka.start();
      }
      case CHAIN_RESTARTED -> {
        cluster.stopChain();
        Thread.sleep(away.toMillis());
        cluster.startChain();
      }
      case CHAIN_FROZEN -> {
        Signals.freeze(cluster.chainPid());
        Thread.sleep(away.toMillis());
        Signals.thaw(cluster.chainPid());
      }
      default -> throw new IllegalArgumentException(outage.name());
    }
  }

  /** Kafka has what the database has, in its order, once what came twice is dropped. */
  private static void requireRelayed(String id) throws Exception {
    Waiting.until(
        "the outbox to be empty",
        cluster::requireAlive,
        () ->
            cluster
                .database()
                .value("select count(*) from event where training_id = ? and not published", id)
                .equals("0"));
    assertThat(Topic.lines(cluster.coordinatorToKafka.port(), id))
        .isEqualTo(
            cluster
                .database()
                .column("select line from event where training_id = ? order by sequence", id));
  }

  /**
   * Anvil writes its state every five seconds: killed, it comes back with an older chain. That is
   * no fault to survive but one to notice; nothing is signed on a chain that forgot.
   */
  @Order(2)
  @Test
  void shouldStopWithAClearErrorOnADevelopmentChainThatWentBack() throws Exception {
    String id = bench.audit.create("a");
    Waiting.until(
        "a round",
        cluster::requireAlive,
        () ->
            !cluster
                .database()
                .column("select 1 from event where training_id = ? and type like '%Opened'", id)
                .isEmpty());
    Signals.kill(cluster.chainPid());
    cluster.stopChain();
    cluster.startChain();

    Waiting.until(
        "the coordinator to notice",
        cluster::requireAlive,
        () ->
            Files.readString(cluster.coordinatorLog("a"))
                .contains("the indexer has stopped: events were read up to block"));
    assertThat(cluster.database().value("select status from training where id = ?", id))
        .isEqualTo("running");
  }
}
