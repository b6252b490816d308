package io.fedquorum.coordinator.support;

import io.fedquorum.coordinator.embedded.EmbeddedKafka;
import io.fedquorum.coordinator.embedded.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL and Kafka for the tests, once per JVM: containers when a Docker engine answers, else
 * the embedded ones, in {@code target/}. It says which. The database starts empty, the topic is
 * new.
 */
public final class TestServices implements QuarkusTestResourceLifecycleManager {
  private static final Path HOME = Path.of("target", "test-services").toAbsolutePath();
  private static Map<String, String> settings;
  private static EmbeddedKafka embeddedKafka;
  private static KafkaContainer kafkaContainer;

  @Override
  public synchronized Map<String, String> start() {
    synchronized (TestServices.class) {
      if (settings == null) {
        settings = startOnce();
      }
      return settings;
    }
  }

  @Override
  public void stop() {
    // shared by all tests of this JVM; stopped when it ends
  }

  /** Takes Kafka away. */
  public static void stopKafka() {
    if (kafkaContainer != null) {
      kafkaContainer.getDockerClient().pauseContainerCmd(kafkaContainer.getContainerId()).exec();
    } else {
      embeddedKafka.close();
    }
  }

  /** Brings Kafka back, at the same address, with what it had. */
  public static void startKafka() {
    if (kafkaContainer != null) {
      kafkaContainer.getDockerClient().unpauseContainerCmd(kafkaContainer.getContainerId()).exec();
    } else {
      String address = settings.get("fedq.kafka.bootstrap-servers");
      int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
      embeddedKafka = EmbeddedKafka.start(HOME.resolve("kafka"), port);
    }
  }

  private static Map<String, String> startOnce() {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    System.err.println(
        "Test services: " + (docker ? "containers" : "embedded, no Docker engine answers"));
    Map<String, String> keys = docker ? containers() : embedded();
    keys.put("fedq.kafka.topic", "test-" + UUID.randomUUID());
    keys.put("fedq.home", HOME.resolve("home-" + UUID.randomUUID()).toString());
    empty(keys);
    return Map.copyOf(keys);
  }

  private static Map<String, String> embedded() {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(HOME.resolve("postgres"), HOME.resolve("binaries"));
    embeddedKafka = EmbeddedKafka.start(HOME.resolve("kafka"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopEmbedded(postgres)));
    Map<String, String> keys = new HashMap<>();
    keys.put("fedq.database.url", postgres.jdbcUrl());
    keys.put("fedq.database.user", postgres.user());
    keys.put("fedq.database.password", postgres.password());
    keys.put("fedq.kafka.bootstrap-servers", embeddedKafka.bootstrapServers());
    return keys;
  }

  private static void stopEmbedded(EmbeddedPostgres postgres) {
    try {
      embeddedKafka.close();
      postgres.close();
    } catch (Exception e) {
      System.err.println("Test services did not stop: " + e.getMessage());
    }
  }

  @SuppressWarnings("resource") // Testcontainers' own reaper removes them
  private static Map<String, String> containers() {
    PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18-alpine");
    kafkaContainer = new KafkaContainer("apache/kafka:4.1.1");
    postgres.start();
    kafkaContainer.start();
    Map<String, String> keys = new HashMap<>();
    keys.put("fedq.database.url", postgres.getJdbcUrl());
    keys.put("fedq.database.user", postgres.getUsername());
    keys.put("fedq.database.password", postgres.getPassword());
    keys.put("fedq.kafka.bootstrap-servers", kafkaContainer.getBootstrapServers());
    return keys;
  }

  private static void empty(Map<String, String> keys) {
    try (Connection database =
            DriverManager.getConnection(
                keys.get("fedq.database.url"),
                keys.get("fedq.database.user"),
                keys.get("fedq.database.password"));
        Statement statement = database.createStatement()) {
      statement.execute("drop schema if exists public cascade");
      statement.execute("create schema public");
    } catch (SQLException e) {
      throw new IllegalStateException("can't empty the test database", e);
    }
  }
}
