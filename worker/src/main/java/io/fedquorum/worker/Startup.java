package io.fedquorum.worker;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.FileTransactionStore;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.chain.web3j.KeySigner;
import io.fedquorum.chain.web3j.Keystores;
import io.fedquorum.chain.web3j.Web3jChains;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.DeploymentInfo;
import io.fedquorum.worker.artifact.ArtifactClient;
import io.fedquorum.worker.artifact.RequestSigner;
import io.fedquorum.worker.artifact.Transport;
import io.fedquorum.worker.journal.CursorFile;
import io.fedquorum.worker.journal.RoundJournal;
import io.fedquorum.worker.process.Checkpoint;
import io.fedquorum.worker.process.Deployment;
import io.fedquorum.worker.process.Membership;
import io.fedquorum.worker.process.WorkerParts;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Honest;
import io.fedquorum.worker.round.Mischief;
import io.fedquorum.worker.simulation.Attacker;
import io.fedquorum.worker.simulation.FlippedEngine;
import io.fedquorum.worker.simulation.Simulations;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.Keys;
import io.fedquorum.worker.status.WorkerFailure;
import io.fedquorum.worker.status.WorkerLog;
import io.fedquorum.worker.training.TrainingEngine;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** From checked options to a running worker, in the order in which faults are cheapest to find. */
final class Startup implements AutoCloseable {
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(60);
  private final WorkerOptions options;
  private final ExitGuard guard;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final Deque<Runnable> cleanUp = new ArrayDeque<>();
  private WorkerLog log;

  Startup(WorkerOptions options, WorkerLog log, ExitGuard guard) {
    this.options = options;
    this.log = log;
    this.guard = guard;
  }

  /** Runs the worker until it is told to stop. */
  void run() {
    KeySigner key = key();
    log = log.of(key.address());
    Web3jChains node = Web3jChains.connect(options.rpc());
    cleanUp.push(node::close);
    requireAnswer(node.chain());
    Transport transport = new Transport(options.coordinator(), EXCHANGE_TIMEOUT);
    DeploymentInfo info =
        new Introduction(transport, options.startTimeout(), log).deployment(guard.stop());
    if (info == null) {
      return;
    }
    node.chain().identity().requireChainId(info.chainId());
    Contracts contracts = new Contracts(info.registry(), info.jobs(), info.deployedAt());
    Path directory = dataDirectory(key, info, node.chain());
    RoundJournal journal = RoundJournal.open(directory);
    cleanUp.push(journal::close);
    TrainingEngine engine =
        new EngineStart(options.dataset(), options.datasetDirectory(), log).matching(info);
    cleanUp.push(engine::close);
    guard.release(engine::close);

    Deployment deployment =
        new Deployment(
            info.chainId(), contracts, key.address(), info.dataset(), info.numericProfile().id());
    TransactionSender sender = sender(node, contracts, key, info, directory);
    new Membership(node.chain(), sender, deployment, options.stake(), log)
        .ensureActive(guard.stop());
    RequestSigner signer = new RequestSigner(key, info.chainId(), info.jobs(), clock, random);
    ArtifactClient artifacts = new ArtifactClient(transport, signer);
    parts(deployment, node.chain(), sender, artifacts, engine, journal, directory)
        .loop()
        .run(guard.stop());
    log.info("stopped; the worker stays in the registry", Keys.NONE);
  }

  @Override
  public void close() {
    while (!cleanUp.isEmpty()) {
      cleanUp.pop().run();
    }
  }

  private KeySigner key() {
    try {
      return Keystores.load(options.keystore(), options.passphraseFile());
    } catch (OutOfMemoryError e) {
      throw new WorkerFailure(
          ExitCode.KEYSTORE,
          "key file '%s' needs 256 MB of heap to open; give Java -Xmx384m, or use a key that was made without --strong"
              .formatted(options.keystore()),
          e);
    }
  }

  private WorkerParts parts(
      Deployment deployment,
      Chain chain,
      TransactionSender sender,
      ArtifactClient artifacts,
      TrainingEngine engine,
      RoundJournal journal,
      Path directory) {
    Behaviour behaviour =
        options
            .simulation()
            .map(name -> Simulations.named(name, attacker(deployment.worker(), engine)))
            .orElseGet(Honest::new);
    return new WorkerParts(
        deployment,
        chain,
        sender,
        artifacts,
        engine,
        behaviour,
        options.simulation().isPresent() ? Simulations.mischief(artifacts, sender) : Mischief.NONE,
        journal,
        new CursorFile(directory),
        this::salt,
        clock,
        Checkpoint.NONE,
        log);
  }

  private Attacker attacker(Address self, TrainingEngine engine) {
    Set<Address> identities = new HashSet<>(options.accomplices());
    identities.add(self);
    FlippedEngine flipped = new FlippedEngine(engine.dataset(), line -> log.info(line, Keys.NONE));
    cleanUp.push(flipped::close);
    // A process has one key, so it brings no new identity.
    return new Attacker(identities, flipped, slashed -> {});
  }

  private TransactionSender sender(
      Web3jChains node, Contracts contracts, KeySigner key, DeploymentInfo info, Path directory) {
    FileTransactionStore store = new FileTransactionStore(directory);
    cleanUp.push(store::close);
    return new TransactionSender(node.chain(), store, node.signer(contracts, key, info.chainId()));
  }

  private void requireAnswer(Chain chain) {
    try {
      chain.identity();
    } catch (ChainUnavailableException e) {
      throw new WorkerFailure(
          ExitCode.CHAIN_UNREACHABLE,
          "no node answers at --rpc; start it, or correct the address: " + e.getMessage(),
          e);
    }
  }

  /** One directory per deployment: a journal must never meet another chain of the same id. */
  private Path dataDirectory(KeySigner key, DeploymentInfo info, Chain chain) {
    Path all =
        options
            .data()
            .orElseGet(
                () ->
                    Path.of(
                        System.getProperty("user.home"), ".fedquorum", "worker-" + key.address()));
    Block deployed =
        chain
            .block(info.deployedAt())
            .orElseThrow(
                () ->
                    new WorkerFailure(
                        ExitCode.WRONG_CHAIN,
                        "the node at --rpc has no block %d, where the coordinator's contracts begin; let it catch up, or use a node of the same network"
                            .formatted(info.deployedAt())));
    return all.resolve(
        "%d-%s-%s"
            .formatted(
                info.chainId(),
                info.jobs().value().substring(2, 10),
                deployed.hash().value().substring(2, 10)));
  }

  private Bytes32 salt() {
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    return Bytes32.of(salt);
  }
}
