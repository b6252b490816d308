package io.fedquorum.coordinator.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.backup.Restore;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.LocalKeys;
import io.fedquorum.coordinator.demo.Child;
import io.fedquorum.coordinator.demo.Installation;
import io.fedquorum.coordinator.embedded.EmbeddedPostgres;
import io.fedquorum.network.dev.DevelopmentChain;
import io.fedquorum.network.dev.NetworkHome;
import io.fedquorum.network.node.JsonRpc;
import io.fedquorum.network.node.Ports;
import io.fedquorum.protocol.Address;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every part of the product as a process of its own, with a {@link TcpProxy} on each way between
 * two of them: chain (Anvil), PostgreSQL, Kafka, coordinators, workers. All can be killed and
 * started again where they were.
 */
final class Cluster implements AutoCloseable {
  static final int WORKERS = 2;
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  final Path home;
  final TcpProxy coordinatorToChain;
  final TcpProxy coordinatorToDatabase;
  final TcpProxy coordinatorToKafka;
  final TcpProxy workerToCoordinator;
  final TcpProxy workerToChain;
  final KafkaProcess kafka;
  final Dataset digits;
  final int chainPort = Ports.free();
  private final Installation installation = Installation.find();
  private final Map<String, Child> coordinators = new TreeMap<>();
  private final Map<String, Integer> httpPorts = new HashMap<>();
  private final Map<Integer, Child> workers = new TreeMap<>();
  private final List<Address> accounts = new ArrayList<>();
  private final LocalKeys keys;
  private final Address coordinatorAccount;
  private final Thread atExit = new Thread(this::stopAll, "cluster-stop");
  private DevelopmentChain chain;
  private EmbeddedPostgres postgres;

  /**
   * A cluster in {@code target/reliability/NAME}, where its logs stay for who wants to read them.
   */
  Cluster(String name) throws IOException, InterruptedException {
    this.home = empty(home(name));
    this.digits =
        Datasets.resolve(
            DatasetChoice.DIGITS, DatasetSources.standard(Optional.empty(), line -> {}));
    this.keys = LocalKeys.in(this.home.resolve("keys"));
    this.coordinatorAccount = keys.account(coordinatorKey());
    Runtime.getRuntime().addShutdownHook(atExit);
    startChain();
    startPostgres();
    coordinatorToChain = new TcpProxy("coordinator-chain", chainPort);
    workerToChain = new TcpProxy("worker-chain", chainPort);
    coordinatorToDatabase = new TcpProxy("coordinator-database", databasePort());
    workerToCoordinator = new TcpProxy("worker-coordinator", 1);
    int kafkaPort = Ports.free();
    coordinatorToKafka = new TcpProxy("coordinator-kafka", kafkaPort);
    kafka = new KafkaProcess(this.home.resolve("kafka"), kafkaPort, coordinatorToKafka.port());
    kafka.start();
    for (int number = 1; number <= WORKERS; number++) {
      accounts.add(keys.account(workerHome(number).resolve("key.json")));
      fund(accounts.get(number - 1), ETHER.multiply(BigInteger.valueOf(3)));
    }
  }

  /** Where a cluster keeps everything. */
  static Path home(String name) {
    return Path.of("target", "reliability", name).toAbsolutePath();
  }

  /**
   * Starts a coordinator and all workers, and waits until they are members.
   *
   * @param coordinator the coordinator's environment
   * @param worker the first worker's
   */
  void begin(Map<String, String> coordinator, Map<String, String> worker)
      throws InterruptedException {
    startCoordinator("a", coordinator);
    leadTo("a");
    awaitCoordinator("a");
    for (int number = 1; number <= WORKERS; number++) {
      startWorker(number, number == 1 ? worker : Map.of());
    }
    accounts.forEach(
        account -> client("a").post("/api/v1/workers/" + account + "/approve", new Object[0]));
    Waiting.until("the workers to join", this::requireAlive, () -> active() == WORKERS);
  }

  private long active() {
    long active = 0;
    for (JsonNode worker : client("a").get("/api/v1/workers")) {
      active += worker.path("active").asBoolean() ? 1 : 0;
    }
    return active;
  }

  // ------------------------------------------------------------------ chain

  void startChain() throws IOException {
    DevelopmentChain.Options options =
        new DevelopmentChain.Options(
            // The process is known by its real path.
            NetworkHome.find().toRealPath(),
            home.resolve("chain"),
            coordinatorAccount,
            ETHER.multiply(BigInteger.valueOf(1_000_000)),
            Optional.of(Duration.ofMillis(250)),
            DevelopmentChain.CHAIN_ID,
            chainPort,
            true);
    chain = DevelopmentChain.start(options);
  }

  long chainPid() {
    return chain.process().pid();
  }

  /** Ends the chain in good order: it writes its state first. */
  void stopChain() {
    chain.close();
  }

  URI chainUrl() {
    return URI.create(chain.rpcUrl());
  }

  private void fund(Address account, BigInteger wei) {
    new JsonRpc(chain.rpcUrl()).call("anvil_setBalance", account.value(), "0x" + wei.toString(16));
  }

  // --------------------------------------------------------------- database

  private void startPostgres() {
    postgres = EmbeddedPostgres.start(home.resolve("postgres"), Path.of("target", "it-postgres"));
  }

  /** Kills the server with all of its processes, and starts it again on its files. */
  void killPostgres(Duration away) throws IOException, InterruptedException {
    Path pidFile = home.resolve("postgres").resolve("data").resolve("postmaster.pid");
    ProcessHandle server =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    all.add(0, server);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      each.onExit().join();
    }
    closePostgres();
    Thread.sleep(away.toMillis());
    startPostgres();
    coordinatorToDatabase.target(databasePort());
  }

  /** Throws database and artifacts away and takes those of a backup; no coordinator may run. */
  void restore(Path backup) throws IOException {
    closePostgres();
    empty(home.resolve("postgres"));
    empty(artifacts());
    Restore.into(home, backup);
    startPostgres();
    coordinatorToDatabase.target(databasePort());
  }

  private void closePostgres() {
    try {
      postgres.close();
    } catch (IOException | RuntimeException e) {
      // It was killed: there is nothing to stop, and its lock is free.
      return;
    }
  }

  Database database() {
    return new Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private int databasePort() {
    String url = postgres.jdbcUrl();
    return URI.create(url.substring("jdbc:".length())).getPort();
  }

  // ----------------------------------------------------------- coordinators

  /** Starts a coordinator, or starts it again where it was; it need not stay alive. */
  void startCoordinator(String name, Map<String, String> environment) {
    Path directory = directory("coordinator-" + name);
    int port = httpPorts.computeIfAbsent(name, n -> Ports.free());
    List<String> arguments = new ArrayList<>(List.of("--home", directory.toString()));
    arguments.addAll(List.of("--port", Integer.toString(port)));
    arguments.addAll(List.of("--rpc", "http://127.0.0.1:" + coordinatorToChain.port()));
    arguments.addAll(List.of("--chain-id", Long.toString(DevelopmentChain.CHAIN_ID)));
    arguments.addAll(List.of("--keystore", coordinatorKey().toString()));
    arguments.addAll(List.of("--passphrase-file", keys.passphraseFile().toString()));
    arguments.addAll(List.of("--dataset", "digits", "--allow-development-chain"));
    Map<String, String> all = new HashMap<>(environment);
    all.put(
        "FEDQ_DATABASE_URL",
        "jdbc:postgresql://127.0.0.1:" + coordinatorToDatabase.port() + "/postgres");
    all.put("FEDQ_DATABASE_USER", postgres.user());
    all.put("FEDQ_DATABASE_PASSWORD", postgres.password());
    all.put("FEDQ_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + coordinatorToKafka.port());
    all.put("FEDQ_ARTIFACTS_DIRECTORY", artifacts().toString());
    all.put("FEDQ_SECURITY_OPERATOR_TOKEN_FILE", home.resolve("operator.token").toString());
    all.putIfAbsent("FEDQ_REPLICA_LEASE", "6s");
    coordinators.put(
        name,
        Child.start(
            "coordinator " + name, installation.coordinator(arguments), all, coordinatorLog(name)));
  }

  /** Leads the workers to this coordinator. */
  void leadTo(String name) {
    workerToCoordinator.target(httpPorts.get(name));
  }

  Child coordinator(String name) {
    return coordinators.get(name);
  }

  Path coordinatorLog(String name) {
    return home.resolve("coordinator-" + name + ".log");
  }

  CoordinatorClient client(String name) {
    try {
      return new CoordinatorClient(
          URI.create("http://127.0.0.1:" + httpPorts.get(name)),
          Files.readString(home.resolve("operator.token")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitCoordinator(String name) throws InterruptedException {
    Waiting.until(
        "coordinator " + name,
        () -> coordinators.get(name).requireAlive(),
        () -> client(name).get("/api/v1/deployment").has("chainId"));
  }

  Address coordinatorAccount() {
    return coordinatorAccount;
  }

  Path artifacts() {
    return home.resolve("artifacts");
  }

  // ---------------------------------------------------------------- workers

  void startWorker(int number, Map<String, String> environment) {
    Path directory = workerHome(number);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--rpc", "http://127.0.0.1:" + workerToChain.port()));
    arguments.addAll(List.of("--coordinator", "http://127.0.0.1:" + workerToCoordinator.port()));
    arguments.addAll(List.of("--keystore", directory.resolve("key.json").toString()));
    arguments.addAll(List.of("--passphrase-file", keys.passphraseFile().toString()));
    arguments.addAll(List.of("--data", directory.resolve("journal").toString()));
    arguments.addAll(List.of("--start-timeout", "180", "--stake", "2ether"));
    arguments.addAll(List.of("--dataset", "digits"));
    workers.put(
        number,
        Child.start(
            "worker " + number,
            installation.worker(arguments),
            environment,
            directory.resolve("worker.log")));
  }

  Child worker(int number) {
    return workers.get(number);
  }

  List<Address> accounts() {
    return List.copyOf(accounts);
  }

  /** Fails when a process has ended that nobody killed. */
  void requireAlive() {
    coordinators.values().forEach(Child::requireAlive);
    workers.values().forEach(Child::requireAlive);
  }

  /** Takes a coordinator off the list of those that must be alive. */
  Child forget(String name) {
    return coordinators.remove(name);
  }

  private static Path empty(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    return Files.createDirectories(directory);
  }

  private Path workerHome(int number) {
    return directory("worker-" + number);
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(home.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path coordinatorKey() {
    return directory("keys").resolve("coordinator.json");
  }

  @Override
  public void close() {
    stopAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is ending: the hook is running and stops everything too.
      return;
    }
  }

  private synchronized void stopAll() {
    workers.values().forEach(Child::signal);
    coordinators.values().forEach(Child::signal);
    workers.values().forEach(Child::await);
    coordinators.values().forEach(Child::await);
    workers.clear();
    coordinators.clear();
    if (kafka != null) {
      kafka.close();
    }
    if (postgres != null) {
      closePostgres();
      postgres = null;
    }
    if (chain != null) {
      chain.close();
    }
  }
}
