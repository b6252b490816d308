package io.fedquorum.coordinator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.client.CoordinatorClient;
import io.fedquorum.coordinator.client.ExitCode;
import io.fedquorum.coordinator.client.LocalKeys;
import io.fedquorum.network.NetworkOptions;
import io.fedquorum.network.Networks;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.network.node.Ports;
import io.fedquorum.network.plan.Declaration;
import io.fedquorum.network.plan.NetworkKind;
import io.fedquorum.protocol.Address;
import io.fedquorum.worker.training.dataset.Dataset;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A network, a coordinator and workers, as processes of this machine. Each can be killed and
 * started again; {@link #close} ends whatever still runs.
 */
public final class DemoCluster implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Installation installation;
  private final Path home;
  private final Dataset dataset;
  private final Networks networks;
  private final LocalKeys keys;
  private final List<DemoWorker> workers = new ArrayList<>();
  private final Map<Integer, Child> running = new TreeMap<>();
  private final int port = Ports.free();
  private final Thread atExit = new Thread(this::stopAll, "demo-stop");

  private RunningNetwork network;
  private Child coordinator;
  private Child fleet;
  private CoordinatorClient client;

  /**
   * A cluster that is not started yet.
   *
   * @param home for keys, databases, logs
   * @param dataset what everybody trains on
   * @param notices takes lines for people
   */
  public DemoCluster(
      Installation installation, Path home, Dataset dataset, Consumer<String> notices) {
    this.installation = installation;
    this.home = home.toAbsolutePath();
    this.dataset = dataset;
    this.networks = new Networks(notices);
    this.keys = LocalKeys.in(this.home.resolve("keys"));
  }

  /** Starts the network, then coordinator and workers side by side, and pays them. */
  public void start(String chain, int count, int evil, String attack) {
    Runtime.getRuntime().addShutdownHook(atExit);
    Address coordinatorAccount = keys.account(coordinatorKey());
    for (int number = 1; number <= count; number++) {
      // The last ones are evil; which jobs they get is drawn anew in each round.
      String behaviour = number > count - evil ? attack : DemoWorker.HONEST;
      Path directory = home.resolve("workers").resolve(Integer.toString(number));
      Address address = keys.account(directory.resolve("key.json"));
      workers.add(new DemoWorker(number, address, behaviour, directory));
    }
    network = upOrNothing(chain);
    startCoordinator();
    DemoAccounts.fund(
        network, coordinatorAccount, workers.stream().map(DemoWorker::address).toList());
    workers.forEach(this::startWorker);
  }

  /**
   * Without a chain nothing has begun: what was made so far is removed, so that it can be tried
   * again.
   */
  private RunningNetwork upOrNothing(String chain) {
    try {
      return networks.up(options(chain));
    } catch (RuntimeException e) {
      HomeFiles.remove(home);
      throw e;
    }
  }

  private NetworkOptions options(String chain) {
    Path networkHome = installation.root().resolve("quorum-network");
    // Any free ports: a demonstration must not disturb a network that is running here.
    Declaration declared = Declaration.read(networkHome.resolve("network.json")).withBasePort(0);
    NetworkOptions options =
        NetworkOptions.of(networkDirectory(), networkHome).withDeclaration(declared);
    return chain.equals("auto")
        ? options
        : options.withKind(NetworkKind.valueOf(chain.toUpperCase(Locale.ROOT)));
  }

  /** Starts the coordinator, or starts it again where it was. */
  public void startCoordinator() {
    List<String> arguments = new ArrayList<>(List.of("--home", home.toString()));
    arguments.addAll(List.of("--port", Integer.toString(port), "--rpc", rpc()));
    arguments.addAll(List.of("--chain-id", Long.toString(network.chainId())));
    arguments.addAll(List.of("--keystore", coordinatorKey().toString()));
    arguments.addAll(List.of("--passphrase-file", keys.passphraseFile().toString()));
    arguments.addAll(List.of("--dataset", dataset.ref().name()));
    if (network.kind() == NetworkKind.DEV) {
      arguments.add("--allow-development-chain");
    }
    coordinator =
        Child.start(
            "the coordinator",
            installation.coordinator(arguments),
            environment(),
            home.resolve("coordinator.log"));
  }

  /** Starts a worker, or starts it again where it was. */
  public void startWorker(DemoWorker worker) {
    List<String> arguments =
        worker.arguments(
            rpc(), url().toString(), keys.passphraseFile(), datasetArguments(), alike(worker));
    running.put(
        worker.number(),
        Child.start(
            "worker " + worker.number(),
            installation.worker(arguments),
            environment(),
            worker.log()));
  }

  private List<String> datasetArguments() {
    List<String> arguments = new ArrayList<>(List.of("--dataset", dataset.ref().name()));
    if (dataset.ref().name().equals("mnist")) {
      arguments.addAll(List.of("--dataset-dir", dataset.directory().toString()));
    }
    return arguments;
  }

  private List<String> alike(DemoWorker worker) {
    return workers.stream()
        .filter(other -> other.behaviour().equals(worker.behaviour()))
        .map(other -> other.address().value())
        .toList();
  }

  private Map<String, String> environment() {
    return dataset.ref().name().equals("mnist")
        ? Map.of("FEDQ_DATA", dataset.directory().toString())
        : Map.of();
  }

  /**
   * Starts a process of simulated workers, none yet, which takes orders; see {@code fedq} in the
   * worker's {@code FleetOrder}. Its keys come from {@link #secretFile}.
   *
   * @param canned whether they answer with canned results instead of training
   */
  public Child startFleet(boolean canned) {
    List<String> arguments = new ArrayList<>(List.of("--rpc", rpc()));
    arguments.addAll(List.of("--coordinator", url().toString(), "--i-am-a-simulation"));
    arguments.addAll(List.of("--secret-file", secretFile().toString()));
    arguments.addAll(List.of("--data", home.resolve("fleet").toString()));
    arguments.addAll(datasetArguments());
    if (canned) {
      arguments.add("--canned");
    }
    fleet =
        Child.start(
            "the fleet", installation.fleet(arguments), environment(), home.resolve("fleet.log"));
    return fleet;
  }

  /** The file whose first line all keys of the fleet come from. */
  public Path secretFile() {
    return keys.passphraseFile();
  }

  /** Gives workers the Ether that they stake. */
  public void fund(List<Address> accounts) {
    DemoAccounts.fund(network, accounts);
  }

  /** Where the coordinator keeps its artifacts. */
  public Path artifacts() {
    return home.resolve("artifacts");
  }

  /** Waits until the coordinator answers as a whole. */
  public CoordinatorClient awaitCoordinator() {
    Path token = home.resolve("operator.token");
    await("the coordinator", () -> Files.isRegularFile(token));
    client = new CoordinatorClient(url(), HomeFiles.line(token));
    await("the coordinator's chain and engine", () -> answers("/api/v1/deployment"));
    return client;
  }

  /** Puts all workers on the allow-list and waits until each is a member. */
  public void admitWorkers() {
    workers.parallelStream()
        .forEach(w -> client.post("/api/v1/workers/" + w.address() + "/approve", new Object[0]));
    await("the workers to join", () -> activeWorkers() >= workers.size());
  }

  private long activeWorkers() {
    long active = 0;
    for (JsonNode worker : client.get("/api/v1/workers")) {
      active += worker.path("active").asBoolean() ? 1 : 0;
    }
    return active;
  }

  private boolean answers(String path) {
    try {
      client.get(path);
      return true;
    } catch (CommandFailure e) {
      return false;
    }
  }

  /** Fails when the coordinator or a worker has ended by itself. */
  public void requireAlive() {
    coordinator.requireAlive();
    if (fleet != null) {
      fleet.requireAlive();
    }
    running.values().forEach(Child::requireAlive);
  }

  /** Kills the coordinator as {@code kill -9} does. */
  public void killCoordinator() {
    coordinator.kill();
  }

  /** Kills a worker as {@code kill -9} does. */
  public void killWorker(int number) {
    running.remove(number).kill();
  }

  /** Stops coordinator and workers in good order; the chain goes on. */
  public void stopProcesses() {
    if (fleet != null) {
      fleet.endInput();
    }
    running.values().forEach(Child::signal);
    if (coordinator != null) {
      coordinator.signal();
    }
    running.values().forEach(Child::await);
    running.clear();
    if (fleet != null) {
      fleet.await();
    }
    if (coordinator != null) {
      coordinator.await();
    }
  }

  /** The workers in order of their numbers. */
  public List<DemoWorker> workers() {
    return List.copyOf(workers);
  }

  /** The network. */
  public RunningNetwork network() {
    return network;
  }

  /** The first node's address. */
  public String rpc() {
    return network.rpcUrls().get(0);
  }

  /** The coordinator's address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Process ids of the coordinator and of each worker, for measurements. */
  public Map<String, Long> processes() {
    Map<String, Long> ids = new TreeMap<>();
    ids.put("coordinator", coordinator.pid());
    running.forEach((number, child) -> ids.put("worker-" + number, child.pid()));
    return ids;
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
    stopProcesses();
    if (network != null) {
      networks.down(networkDirectory(), false);
      network = null;
    }
  }

  private void await(String what, java.util.function.BooleanSupplier there) {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!there.getAsBoolean()) {
      requireAlive();
      if (System.nanoTime() > end) {
        throw new CommandFailure(
            ExitCode.PART_FAILED,
            "waited %d s for %s; see the logs in %s"
                .formatted(START_LIMIT.toSeconds(), what, home));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERNAL, "interrupted");
    }
  }

  private Path coordinatorKey() {
    return home.resolve("keys").resolve("coordinator.json");
  }

  private Path networkDirectory() {
    return home.resolve("network");
  }
}
