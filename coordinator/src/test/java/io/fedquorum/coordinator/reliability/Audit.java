package io.fedquorum.coordinator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedquorum.chain.Batch;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.Cursor;
import io.fedquorum.chain.EventReader;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.coordinator.artifact.DiskArtifactStore;
import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.coordinator.history.WorkerHistory;
import io.fedquorum.coordinator.replay.ChainRecord;
import io.fedquorum.coordinator.replay.Replay;
import io.fedquorum.coordinator.replay.ReplayOptions;
import io.fedquorum.coordinator.replay.ReplayReport;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.training.ProcessTrainingEngine;
import io.fedquorum.worker.training.TrainerSettings;
import io.fedquorum.worker.training.TrainingEngine;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes small trainings, all alike, and checks each when it is over: the model's digest is that of
 * the undisturbed one, everybody has exactly what he earned, the escrow is empty, no job was
 * missed, every transaction has its receipt and the nonces have no gap, the log's chain is whole
 * and replay confirms it against the chain.
 */
final class Audit implements AutoCloseable {
  private static final int JOBS = 2;
  private static final BigInteger REWARD = BigInteger.TEN.pow(16);

  /** What accounts hold, in wei. */
  record Balances(Map<Address, BigInteger> workers, BigInteger coordinator, BigInteger escrow) {}

  private final Cluster cluster;
  private final int rounds;
  private final BigInteger earned;
  private final Web3jChains node;
  private final TrainingEngine engine;
  private final Address jobs;
  private Digest expected;

  /**
   * @param rounds of each training
   */
  Audit(Cluster cluster, int rounds) {
    this.cluster = cluster;
    this.rounds = rounds;
    // Each worker has a replica of each job.
    this.earned = REWARD.multiply(BigInteger.valueOf((long) rounds * JOBS));
    this.node = Web3jChains.connect(cluster.chainUrl());
    this.engine = ProcessTrainingEngine.start(cluster.digits, TrainerSettings.defaults(line -> {}));
    this.jobs = Address.of(cluster.client("a").get("/api/v1/deployment").path("jobs").asText());
  }

  Balances balances() {
    Chain chain = node.chain();
    Map<Address, BigInteger> workers = new HashMap<>();
    cluster.accounts().forEach(worker -> workers.put(worker, chain.balance(worker)));
    return new Balances(workers, chain.balance(cluster.coordinatorAccount()), chain.balance(jobs));
  }

  /** Asks a coordinator for a training; a lost answer is not a lost training, nor two. */
  String create(String coordinator) throws SQLException, IOException {
    forgetArtifacts();
    Set<String> before = ids();
    try {
      return cluster.client(coordinator).post("/api/v1/trainings", request()).path("id").asText();
    } catch (CommandFailure e) {
      Set<String> made = ids();
      made.removeAll(before);
      assertThat(made.size()).as("trainings made by one request").isLessThanOrEqualTo(1);
      if (made.isEmpty()) {
        throw e;
      }
      return made.iterator().next();
    }
  }

  /** All trainings have the same results: without this, only the first would upload any. */
  private void forgetArtifacts() throws IOException {
    if (Files.notExists(cluster.artifacts())) {
      return;
    }
    try (Stream<Path> all = Files.walk(cluster.artifacts())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  private Set<String> ids() throws SQLException {
    return new HashSet<>(cluster.database().column("select id from training"));
  }

  private ObjectNode request() {
    return CanonicalJson.mapper()
        .createObjectNode()
        .put("name", "reliability")
        .put("model", "mlp-784-16-10")
        .put("rounds", rounds)
        .put("jobs", JOBS)
        .put("replicas", Cluster.WORKERS)
        .put("seed", 42)
        .put("epochs", 1)
        .put("commitSeconds", 600)
        .put("revealSeconds", 600);
  }

  boolean isOver(String id) throws SQLException {
    String status = cluster.database().value("select status from training where id = ?", id);
    if (status.equals("failed")) {
      throw new AssertionError(
          "training stands still: "
              + cluster.database().value("select state from training where id = ?", id));
    }
    return status.equals("completed");
  }

  void awaitOver(String id, Runnable check) throws InterruptedException {
    Waiting.until("training " + id, check, () -> isOver(id));
  }

  /** All that is said above. */
  void requireRight(String id, Balances before) throws SQLException, InterruptedException {
    requireOutcome(id, before);
    requireTransactions();
  }

  /**
   * All but the stored transactions: after a restore those that were sent before it are on the
   * chain only.
   */
  void requireOutcome(String id, Balances before) throws SQLException {
    List<String> lines =
        cluster
            .database()
            .column("select line from event where training_id = ? order by sequence", id);
    TrainingHistory history = history(lines);
    Digest model = history.model().orElseThrow();
    expected = expected == null ? model : expected;
    assertThat(model).as("final digest").isEqualTo(expected);
    assertThat(history.outcome()).hasValue("completed");
    for (WorkerHistory worker : history.workers()) {
      assertThat(worker.missing() + worker.wrong()).as("jobs lost by " + worker).isZero();
      assertThat(worker.correct()).isEqualTo(rounds * JOBS);
      assertThat(worker.paidWei()).isEqualTo(earned);
    }
    requireBalances(before);
    ReplayReport report = replay(lines);
    assertThat(report.complete() && report.chainChecked()).isTrue();
    assertThat(report.wrongAccepted()).isZero();
  }

  private static TrainingHistory history(List<String> lines) {
    List<Fact> facts =
        EventChain.verify(lines.stream()).stream()
            .map(event -> Facts.read(event.type(), event.data()))
            .toList();
    return TrainingHistory.of(facts);
  }

  private void requireBalances(Balances before) {
    Balances after = balances();
    BigInteger paid = BigInteger.ZERO;
    for (Map.Entry<Address, BigInteger> worker : before.workers().entrySet()) {
      assertThat(after.workers().get(worker.getKey()))
          .as("balance of " + worker.getKey())
          .isEqualTo(worker.getValue().add(earned));
      paid = paid.add(earned);
    }
    assertThat(after.escrow()).as("escrow").isEqualTo(before.escrow());
    assertThat(after.coordinator())
        .as("coordinator")
        .isEqualTo(before.coordinator().subtract(paid));
  }

  /** Nonces from the first to the last, each mined once; the account has sent nothing else. */
  private void requireTransactions() throws SQLException {
    Database database = cluster.database();
    String account = cluster.coordinatorAccount().value();
    assertThat(database.column("select intent from chain_transaction where receipt is null"))
        .as("transactions without a receipt")
        .isEmpty();
    long stored =
        Long.parseLong(
            database.value("select count(*) from chain_transaction where account = ?", account));
    long last =
        Long.parseLong(
            database.value("select max(nonce) from chain_transaction where account = ?", account));
    assertThat(last).as("nonces without a gap").isEqualTo(stored - 1);
    assertThat(node.chain().minedNonce(cluster.coordinatorAccount())).isEqualTo(stored);
  }

  private ReplayReport replay(List<String> lines) {
    Fact.TrainingCreated training =
        (Fact.TrainingCreated)
            EventChain.verify(lines.stream()).stream()
                .map(event -> Facts.read(event.type(), event.data()))
                .findFirst()
                .orElseThrow();
    return new Replay(
            new DiskArtifactStore(cluster.artifacts()),
            engine,
            Optional.of(record(training)),
            new ReplayOptions(Optional.empty(), line -> {}))
        .run(lines.stream());
  }

  private ChainRecord record(Fact.TrainingCreated training) {
    long first = training.transaction().block();
    EventReader reader =
        new EventReader(node.chain(), new Contracts(training.registry(), training.jobs(), first));
    List<ContractEvent> events = new ArrayList<>();
    Cursor cursor = new Cursor(first - 1, Bytes32.ZERO);
    for (Batch batch = reader.read(cursor);
        !batch.next().equals(cursor);
        batch = reader.read(cursor)) {
      events.addAll(batch.events());
      cursor = batch.next();
    }
    return new ChainRecord(
        training.chainId(),
        events.stream().filter(event -> belongs(event, training.trainingId())).toList());
  }

  private static boolean belongs(ContractEvent event, long training) {
    var tree = CanonicalJson.mapper().valueToTree(event);
    return tree.path("trainingId").asLong(-1) == training;
  }

  @Override
  public void close() {
    engine.close();
    node.close();
  }
}
