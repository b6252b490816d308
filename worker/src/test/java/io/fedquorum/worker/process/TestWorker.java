package io.fedquorum.worker.process;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.worker.artifact.ArtifactClient;
import io.fedquorum.worker.artifact.RequestSigner;
import io.fedquorum.worker.artifact.Transport;
import io.fedquorum.worker.fake.Bench;
import io.fedquorum.worker.fake.FakeChain;
import io.fedquorum.worker.fake.FakeEngine;
import io.fedquorum.worker.fake.FakeSigner;
import io.fedquorum.worker.journal.CursorFile;
import io.fedquorum.worker.journal.RoundJournal;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Honest;
import io.fedquorum.worker.simulation.Simulations;
import io.fedquorum.worker.status.WorkerLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** A worker on a bench that can be killed at a checkpoint and is then started again. */
public final class TestWorker implements AutoCloseable {
  /** The process was killed here. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  public static final Deployment DEPLOYMENT =
      new Deployment(
          FakeChain.CHAIN_ID,
          FakeChain.CONTRACTS,
          Bench.WORKER,
          FakeEngine.DATASET,
          FakeEngine.PROFILE.id());

  private final Bench bench;
  private final Path directory;
  private final Behaviour behaviour;
  private final Checkpoint checkpoint;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final ByteArrayOutputStream states = new ByteArrayOutputStream();
  private final SecureRandom random = new SecureRandom();
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private RoundJournal journal;
  private WorkerLoop loop;
  private int starts;

  public TestWorker(Bench bench, Path directory) {
    this(bench, directory, new Honest(), Checkpoint.NONE);
  }

  public TestWorker(Bench bench, Path directory, Behaviour behaviour) {
    this(bench, directory, behaviour, Checkpoint.NONE);
  }

  TestWorker(Bench bench, Path directory, Behaviour behaviour, Checkpoint checkpoint) {
    this.bench = bench;
    this.directory = directory;
    this.behaviour = behaviour;
    this.checkpoint = checkpoint;
  }

  /** Works until nothing can be done now; a kill is followed by a new start. */
  public TestWorker work() {
    int quiet = 0;
    for (int passes = 0; passes < 500 && quiet < 7; passes++) {
      now = now.plusSeconds(10);
      try {
        if (loop == null) {
          start();
        }
        quiet = loop.pass() ? 0 : quiet + 1;
      } catch (Killed e) {
        close();
        quiet = 0;
      }
    }
    return this;
  }

  /** Works, mines what it sent, works on. */
  public TestWorker workAndMine() {
    work();
    bench.chain().mine();
    return work();
  }

  /** A whole round of training 1. */
  public void liveThrough(int round) {
    bench.open(1, round);
    work();
    bench.assign(1, round);
    workAndMine();
    bench.openReveal(1, round);
    workAndMine();
    bench.settle(1, round);
    work();
  }

  /** What it wrote for people. */
  public String lines() {
    return lines.toString(StandardCharsets.UTF_8);
  }

  /** What it wrote for programs. */
  public String states() {
    return states.toString(StandardCharsets.UTF_8);
  }

  int starts() {
    return starts;
  }

  RoundJournal journal() {
    return journal;
  }

  /** The process ends; only its files stay. */
  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
    loop = null;
    journal = null;
  }

  private void start() {
    starts++;
    journal = RoundJournal.open(directory);
    WorkerLog log =
        new WorkerLog(
                stream(lines), Optional.of(stream(states)), clock(), Optional.of(behaviour.name()))
            .of(Bench.WORKER);
    RequestSigner signer =
        new RequestSigner(
            new FakeSigner(Bench.WORKER),
            FakeChain.CHAIN_ID,
            FakeChain.CONTRACTS.jobs(),
            clock(),
            random);
    ArtifactClient artifacts =
        new ArtifactClient(
            new Transport(bench.coordinator().uri(), Duration.ofSeconds(20)), signer);
    var transactions = bench.chain().transactions(Bench.WORKER);
    loop =
        new WorkerParts(
                DEPLOYMENT,
                bench.chain(),
                transactions,
                artifacts,
                bench.engine(),
                behaviour,
                Simulations.mischief(artifacts, transactions),
                journal,
                new CursorFile(directory),
                this::salt,
                clock(),
                checkpoint,
                log)
            .loop();
  }

  private Bytes32 salt() {
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    return Bytes32.of(salt);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
