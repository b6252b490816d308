package io.fedquorum.coordinator.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.coordinator.support.TestServices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
class EventOutboxTest {
  private static final String TYPE = "io.fedquorum.test";
  private static final int PATIENCE_SECONDS = 120;

  @Inject EventLog log;
  @Inject EventRows rows;
  @Inject EventOutboxRelay relay;
  @Inject FedqConfig settings;
  private final String training = UUID.randomUUID().toString();

  @Test
  void shouldStoreAChainThatVerifies() {
    LoggedEvent first = log.append(training, TYPE, Map.of("n", 1));
    LoggedEvent second = log.append(training, TYPE, Map.of("n", 2));

    assertThat(EventChain.verify(log.lines(training, 1).stream())).containsExactly(first, second);
    assertThat(log.read(training, 2)).containsExactly(second);
  }

  @Test
  void shouldDropAnEventWithItsTransaction() {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          log.append(training, TYPE, Map.of("n", 1));
                          throw new IllegalStateException("no fact");
                        }))
        .hasMessageContaining("no fact");

    assertThat(log.lines(training, 1)).isEmpty();
    assertThat(log.append(training, TYPE, Map.of("n", 2)).sequence()).isEqualTo(1);
  }

  @Test
  void shouldStayOneChainWhenManyThreadsAppend() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(6);
    List<Callable<LoggedEvent>> calls =
        IntStream.range(0, 30)
            .mapToObj(n -> (Callable<LoggedEvent>) () -> log.append(training, TYPE, Map.of("n", n)))
            .toList();

    pool.invokeAll(calls);
    pool.shutdown();

    assertThat(EventChain.verify(log.lines(training, 1).stream())).hasSize(30);
  }

  @Test
  void shouldPublishTheStoredLinesInOrderKeyedByTraining() {
    log.append(training, TYPE, Map.of("n", 1));
    log.append(training, TYPE, Map.of("n", 2));

    waitFor(() -> allPublished());

    List<ConsumerRecord<String, String>> published = published();
    assertThat(published).extracting(ConsumerRecord::value).containsExactlyElementsOf(lines());
    assertThat(published).extracting(ConsumerRecord::key).containsOnly(training);
  }

  @Test
  void shouldKeepEventsWhileKafkaIsDownAndPublishThemAfterwards() {
    TestServices.stopKafka();
    try {
      log.append(training, TYPE, Map.of("n", 1));
      waitFor(() -> relay.fault().isPresent());
      log.append(training, TYPE, Map.of("n", 2));
      assertThat(allPublished()).isFalse();
    } finally {
      TestServices.startKafka();
    }

    waitFor(() -> allPublished());

    assertThat(published().stream().map(ConsumerRecord::value).distinct())
        .containsExactlyElementsOf(lines());
    waitFor(() -> relay.fault().isEmpty());
  }

  @Test
  void shouldPublishTheSameBytesAgainWhenItCrashedBeforeMarking() {
    log.append(training, TYPE, Map.of("n", 1));
    waitFor(() -> allPublished());

    // what the database holds when the process dies between sending and marking
    QuarkusTransaction.requiringNew()
        .run(() -> rows.update("published = false where trainingId = ?1", training));
    waitFor(() -> allPublished());

    assertThat(published())
        .extracting(ConsumerRecord::value)
        .containsExactly(lines().get(0), lines().get(0));
  }

  private List<String> lines() {
    return log.lines(training, 1);
  }

  private boolean allPublished() {
    return QuarkusTransaction.requiringNew()
        .call(() -> rows.count("trainingId = ?1 and published = false", training) == 0);
  }

  private List<ConsumerRecord<String, String>> published() {
    Properties keys = new Properties();
    keys.put("bootstrap.servers", settings.kafka().bootstrapServers().orElseThrow());
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(keys, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(settings.kafka().topic()).stream()
              .map(p -> new org.apache.kafka.common.TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<org.apache.kafka.common.TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found.stream().filter(each -> training.equals(each.key())).toList();
  }

  private static void waitFor(BooleanSupplier condition) {
    for (int i = 0; i < PATIENCE_SECONDS * 20 && !condition.getAsBoolean(); i++) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
