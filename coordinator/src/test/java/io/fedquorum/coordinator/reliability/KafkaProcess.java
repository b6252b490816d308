package io.fedquorum.coordinator.reliability;

import io.fedquorum.coordinator.demo.Child;
import io.fedquorum.coordinator.embedded.EmbeddedKafka;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The embedded broker as a process of its own, so that it can be killed; started again, it has what
 * it had.
 */
final class KafkaProcess implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final int advertised;
  private Child child;

  /**
   * @param port where it listens
   * @param advertised where it tells clients to connect to
   */
  KafkaProcess(Path directory, int port, int advertised) {
    this.directory = directory;
    this.port = port;
    this.advertised = advertised;
  }

  /** In the child process: directory, port, advertised port. */
  public static void main(String[] args) throws InterruptedException {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
    Thread.currentThread().join();
  }

  void start() throws InterruptedException {
    child =
        Child.start(
            "Kafka",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaProcess.class.getName(),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(advertised)),
            Map.of(),
            directory.resolveSibling("kafka.log"));
    Waiting.until("Kafka", () -> child.requireAlive(), this::answers);
  }

  void kill() {
    child.kill();
  }

  @Override
  public void close() {
    if (child != null) {
      child.stop();
    }
  }

  private boolean answers() {
    try (Socket probe = new Socket("127.0.0.1", port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
