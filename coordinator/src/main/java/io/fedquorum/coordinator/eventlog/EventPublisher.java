package io.fedquorum.coordinator.eventlog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * An idempotent producer of one topic: a batch is out when every in-sync replica has it. After any
 * failure it is closed and a new one made, for a producer may be past repair.
 */
final class EventPublisher implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 15;
  private static final int PARTITIONS = 6;
  private final String topic;
  private final KafkaProducer<String, String> producer;

  /** Connects, and creates the topic when it is missing. */
  EventPublisher(String bootstrapServers, String topic, short replicas)
      throws ExecutionException, InterruptedException, TimeoutException {
    this.topic = topic;
    createTopic(bootstrapServers, topic, replicas);
    this.producer =
        new KafkaProducer<>(
            settings(bootstrapServers), new StringSerializer(), new StringSerializer());
  }

  /**
   * Sends all and waits for all. Of one training only one is under way at a time: when one fails,
   * Kafka has none of those behind it, so that the order of first arrival is that of the chain.
   *
   * @throws ExecutionException when one of them is not stored; some may be
   */
  void publish(List<EventEntity> events)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, Future<?>> underWay = new HashMap<>();
    for (EventEntity event : events) {
      await(underWay.get(event.trainingId));
      underWay.put(
          event.trainingId,
          producer.send(new ProducerRecord<>(topic, event.trainingId, event.line)));
    }
    for (Future<?> each : underWay.values()) {
      await(each);
    }
  }

  private static void await(Future<?> sent)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (sent != null) {
      sent.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }

  private static void createTopic(String bootstrapServers, String topic, short replicas)
      throws ExecutionException, InterruptedException, TimeoutException {
    Properties settings = new Properties();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    try (Admin admin = Admin.create(settings)) {
      NewTopic wanted =
          new NewTopic(topic, PARTITIONS, replicas)
              .configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
      admin.createTopics(List.of(wanted)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static Properties settings(String bootstrapServers) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    return settings;
  }
}
