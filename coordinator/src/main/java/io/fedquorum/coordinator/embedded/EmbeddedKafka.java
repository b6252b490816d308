package io.fedquorum.coordinator.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker with its KRaft controller in this process, on loopback. Its directory is
 * formatted once and kept. It forces each batch to the disk, because there is no second copy. Ports
 * are free ones unless given, and may change from start to start.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;
  private static final AtomicReference<String> FAULT = new AtomicReference<>();
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts on a free port. */
  public static EmbeddedKafka start(Path directory) {
    return start(directory, 0);
  }

  /**
   * Starts the broker and waits until it takes requests.
   *
   * @param directory where its log lies; created when missing
   * @param port 0 for a free one
   * @throws EmbeddedPartException one line that says why it can't
   */
  public static EmbeddedKafka start(Path directory, int port) {
    return start(directory, port, 0);
  }

  /**
   * As {@link #start(Path, int)}.
   *
   * @param advertised the port that clients are told to connect to, where something stands between
   *     them and the broker; 0 for the broker's own
   */
  public static EmbeddedKafka start(Path directory, int port, int advertised) {
    Objects.requireNonNull(directory, "directory");
    Path data = directory.toAbsolutePath();
    keepJvmAlive();
    try {
      int brokerPort = port == 0 ? freePort() : requireFree(port);
      format(data);
      KafkaConfig config =
          new KafkaConfig(
              settings(data, brokerPort, advertised == 0 ? brokerPort : advertised, freePort()),
              false);
      KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
      startUp(server);
      return new EmbeddedKafka(server, HOST + ":" + brokerPort);
    } catch (EmbeddedPartException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(data, e);
    } catch (Exception e) {
      throw failure(data, e);
    }
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Why the broker would have ended the process, if it ever wanted to. */
  public static Optional<String> fault() {
    return Optional.ofNullable(FAULT.get());
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void startUp(KafkaRaftServer server) throws InterruptedException {
    try {
      server.startup();
    } catch (RuntimeException | Error e) {
      server.shutdown();
      throw e;
    }
  }

  /** A broker that meets a disk fault calls Exit; that must not end the coordinator with it. */
  private static void keepJvmAlive() {
    Exit.setExitProcedure((status, message) -> FAULT.set("exit " + status + ": " + message));
    Exit.setHaltProcedure((status, message) -> FAULT.set("halt " + status + ": " + message));
  }

  private static void format(Path data) throws Exception {
    Files.createDirectories(data);
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .run();
  }

  private static Map<String, String> settings(
      Path data, int brokerPort, int advertised, int controllerPort) {
    String broker = "BROKER://" + HOST + ":" + brokerPort;
    String controller = "CONTROLLER://" + HOST + ":" + controllerPort;
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(NODE)),
        Map.entry("log.dirs", data.toString()),
        Map.entry("listeners", broker + "," + controller),
        Map.entry("advertised.listeners", "BROKER://" + HOST + ":" + advertised),
        Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("inter.broker.listener.name", "BROKER"),
        Map.entry("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort),
        Map.entry("controller.quorum.election.timeout.ms", "200"),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("num.network.threads", "1"),
        Map.entry("num.io.threads", "2"),
        Map.entry("background.threads", "1"),
        Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
        Map.entry("log.retention.ms", "-1"),
        Map.entry("log.flush.interval.messages", "1"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (java.net.BindException e) {
      throw new EmbeddedPartException(
          "embedded Kafka can't start: port " + port + " on " + HOST + " is taken, give another",
          e);
    }
  }

  private static EmbeddedPartException failure(Path data, Exception cause) {
    return new EmbeddedPartException(
        "embedded Kafka can't start in %s: %s (%s)"
            .formatted(data, OneLine.of(cause), OneLine.freeSpace(data)),
        cause);
  }
}
