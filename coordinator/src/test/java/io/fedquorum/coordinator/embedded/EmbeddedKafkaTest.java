package io.fedquorum.coordinator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  @TempDir Path directory;

  @Test
  void shouldKeepItsTopicsFromStartToStart() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory);
        Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
    }

    try (EmbeddedKafka broker = EmbeddedKafka.start(directory);
        Admin admin = admin(broker)) {
      assertThat(admin.listTopics().names().get()).contains("kept");
    }
  }

  @Test
  void shouldSayThatThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort()).close())
          .isInstanceOf(EmbeddedPartException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is taken");
    }
  }

  @Test
  void shouldSayThatTheDirectoryCanNotBeUsed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedKafka.start(file).close())
        .isInstanceOf(EmbeddedPartException.class)
        .hasMessageContaining("embedded Kafka can't start in " + file)
        .hasMessageContaining("MiB free");
  }

  @Test
  void shouldOutliveABrokerThatWantsToEndTheProcess() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory)) {
      Thread failing = new Thread(() -> Exit.halt(1, "disk fault"));
      failing.setUncaughtExceptionHandler((thread, fault) -> {});
      failing.start();
      failing.join();

      assertThat(EmbeddedKafka.fault()).hasValue("halt 1: disk fault");
      assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
    }
  }

  private static Admin admin(EmbeddedKafka broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
