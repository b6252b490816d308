package io.fedquorum.worker.fleet;

import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.FileTransactionStore;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.worker.artifact.ArtifactClient;
import io.fedquorum.worker.artifact.RequestSigner;
import io.fedquorum.worker.journal.CursorFile;
import io.fedquorum.worker.journal.RoundJournal;
import io.fedquorum.worker.process.Checkpoint;
import io.fedquorum.worker.process.Deployment;
import io.fedquorum.worker.process.Membership;
import io.fedquorum.worker.process.StopSignal;
import io.fedquorum.worker.process.WorkerParts;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.simulation.Simulations;
import io.fedquorum.worker.status.Keys;
import io.fedquorum.worker.status.WorkerLog;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One worker of a fleet: what a worker process is, but for engine, connections and process. */
final class FleetMember {
  private static final long STACK_BYTES = 256 * 1024L;
  private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(15);
  private static final SecureRandom RANDOM = new SecureRandom();
  private final FleetParts parts;
  private final Semaphore requests;
  private final KeySigner key;
  private final Behaviour behaviour;
  private final Optional<BigInteger> stake;
  private final Path directory;
  private final WorkerLog log;
  private final StopSignal stop = new StopSignal();
  private final Thread thread;

  FleetMember(
      FleetParts parts,
      Semaphore requests,
      int number,
      KeySigner key,
      Behaviour behaviour,
      Optional<BigInteger> stake) {
    this.parts = parts;
    this.requests = requests;
    this.key = key;
    this.behaviour = behaviour;
    this.stake = stake;
    this.directory = parts.data().resolve("worker-" + number);
    this.log =
        new WorkerLog(
                parts.out(),
                Optional.empty(),
                Clock.systemUTC(),
                Optional.of(behaviour.name() + "/" + parts.engineNote()))
            .of(key.address());
    this.thread = new Thread(null, this::run, "worker-" + number, STACK_BYTES);
    this.thread.setDaemon(true);
  }

  Address address() {
    return key.address();
  }

  void start() {
    thread.start();
  }

  void stop() {
    stop.stop();
  }

  /** Waits for its end, which may be in the middle of a training, but not for long. */
  void await() {
    try {
      thread.join(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (RoundJournal journal = RoundJournal.open(directory);
        FileTransactionStore store = new FileTransactionStore(directory)) {
      live(journal, store);
    } catch (RuntimeException e) {
      if (!stop.isStopping()) {
        log.warn("this worker has ended, the others go on: " + e, Keys.NONE);
      }
    }
  }

  private void live(RoundJournal journal, FileTransactionStore store) {
    DeploymentInfo info = parts.info();
    Contracts contracts = new Contracts(info.registry(), info.jobs(), info.deployedAt());
    Deployment deployment =
        new Deployment(
            info.chainId(), contracts, key.address(), info.dataset(), info.numericProfile().id());
    TransactionSender sender =
        new TransactionSender(
            parts.chain(), store, parts.node().signer(contracts, key, info.chainId()));
    new Membership(parts.chain(), sender, deployment, stake, log).ensureActive(stop);
    Clock clock = Clock.systemUTC();
    ArtifactClient artifacts =
        new ArtifactClient(
            parts.transport(), new RequestSigner(key, info.chainId(), info.jobs(), clock, RANDOM));
    new WorkerParts(
            deployment,
            parts.chain(),
            sender,
            new BoundedArtifacts(artifacts, requests),
            parts.engine(),
            behaviour,
            Simulations.mischief(artifacts, sender),
            journal,
            new CursorFile(directory),
            FleetMember::salt,
            clock,
            Checkpoint.NONE,
            log)
        .loop()
        .run(stop);
  }

  private static Bytes32 salt() {
    byte[] salt = new byte[32];
    RANDOM.nextBytes(salt);
    return Bytes32.of(salt);
  }
}
