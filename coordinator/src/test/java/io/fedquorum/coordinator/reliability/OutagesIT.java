package io.fedquorum.coordinator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes PostgreSQL, Kafka and the chain away at random moments of a training, and brings them back:
 * three outages in one training by default, fifty-one in seventeen with {@code
 * -Dfedquorum.reliability=all}; a training's number is its seed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutagesIT {
  private static final int LATEST_MILLIS = 4_000;
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

  private static Bench bench;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    bench = Bench.start("outages", 5);
    cluster = bench.cluster;
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  static IntStream trainings() {
    return IntStream.range(0, Bench.isAll() ? 17 : 1);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("trainings")
  void shouldGoOnAsIfNothingHadHappened(int seed) throws Exception {
    Random random = new Random(seed);
    Audit.Balances before = bench.audit.balances();
    String id = bench.audit.create("a");
    StringBuilder told = new StringBuilder();
    for (Outage outage : outages(seed)) {
      Thread.sleep(random.nextInt(LATEST_MILLIS));
      Duration away = Duration.ofMillis(random.nextInt(LONGEST_MILLIS));
      String status = cluster.database().value("select status from training where id = ?", id);
      takeAway(outage, away);
      told.append(" %s for %d ms (%s);".formatted(outage, away.toMillis(), status));
    }
    bench.audit.awaitOver(id, cluster::requireAlive);

    bench.audit.requireRight(id, before);
    requireRelayed(id);
    System.err.println("survived: seed " + seed + told);
  }

  private static List<Outage> outages(int seed) {
    Outage chain = seed % 2 == 0 ? Outage.CHAIN_RESTARTED : Outage.CHAIN_FROZEN;
    return List.of(Outage.POSTGRES_KILLED, Outage.KAFKA_KILLED, chain);
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
        () -> cluster.coordinator("a").requireAlive(),
        () ->
            Files.readString(cluster.coordinatorLog("a"))
                .contains("the indexer has stopped: events were read up to block"));
    assertThat(cluster.database().value("select status from training where id = ?", id))
        .isEqualTo("running");
  }
}
