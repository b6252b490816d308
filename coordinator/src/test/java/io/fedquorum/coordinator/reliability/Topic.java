package io.fedquorum.coordinator.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a consumer of the event topic sees that drops what it has already. */
final class Topic {
  private static final String NAME = "fedquorum.events";

  private Topic() {}

  /** The lines of one training, each once, in the order of their first arrival. */
  static List<String> lines(int port, String training) {
    LinkedHashSet<String> seen = new LinkedHashSet<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", "127.0.0.1:" + port, "auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(NAME).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                each -> {
                  if (training.equals(each.key())) {
                    seen.add(each.value());
                  }
                });
      }
    }
    return new ArrayList<>(seen);
  }
}
