package io.fedquorum.worker.fake;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.DrawSeed;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.Reserves;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** A publisher with its chain, artifact store and data; it runs rounds on command. */
public final class Bench implements AutoCloseable {
  public static final ModelSpec MODEL = ModelSpec.parse("mlp-2-3-2");
  public static final Address WORKER = new Address("0x" + "11".repeat(20));
  public static final Address OTHER = new Address("0x" + "22".repeat(20));
  public static final Address PUBLISHER = new Address("0x" + "99".repeat(20));
  public static final int COMMIT_SECONDS = 100;
  public static final Bytes32 SEED = new AbiWords().add(7).hash();

  private final FakeChain chain = new FakeChain();
  private final FakeCoordinator coordinator = new FakeCoordinator();
  private final FakeEngine engine = new FakeEngine();

  public Bench() throws IOException {}

  public FakeChain chain() {
    return chain;
  }

  public FakeCoordinator coordinator() {
    return coordinator;
  }

  public FakeEngine engine() {
    return engine;
  }

  /** The job list that {@link #open} publishes. */
  public JobList jobList(long training, int round) {
    byte[] model = engine.initialModel(MODEL, round);
    return new JobList(
        1,
        training,
        round,
        MODEL,
        Digest.of(model),
        FakeEngine.DATASET,
        5,
        new Hyperparameters(new BigDecimal("0.1"), BigDecimal.ZERO, 10, 1),
        FakeEngine.PROFILE.id(),
        IntStream.range(0, 3).mapToObj(i -> new Job(i, 10 * i, 10 * i + 10, i)).toList());
  }

  /** Opens a round with three jobs. */
  public void open(long training, int round) {
    open(jobList(training, round));
  }

  /** Opens a round with this job list. */
  public void open(JobList list) {
    coordinator.publish(engine.initialModel(MODEL, list.round()));
    Digest digest = coordinator.publish(list.bytes());
    chain.execute(
        PUBLISHER,
        new Call.OpenRound(
            list.trainingId(),
            list.round(),
            list.modelDigest().word(),
            digest.word(),
            new AbiWords().add(SEED).hash()));
  }

  /** Assigns jobs 0 and 2 to the worker, all three to the other. */
  public Assignment assign(long training, int round) {
    return assign(training, round, List.of(List.of(0, 1), List.of(1), List.of(0, 1)));
  }

  /** Assigns; position 0 is the worker, 1 the other. */
  public Assignment assign(long training, int round, List<List<Integer>> jobs) {
    return assign(training, round, jobs, DrawSeed.of(SEED, openedIn(training, round)));
  }

  /** Assigns by a draw from this seed. */
  public Assignment assign(long training, int round, List<List<Integer>> jobs, Bytes32 drawnFrom) {
    Assignment assignment =
        new Assignment(1, training, round, drawnFrom, List.of(WORKER, OTHER), "random", 2, jobs);
    Digest digest = coordinator.publish(assignment.bytes());
    chain.execute(
        PUBLISHER,
        new Call.Assign(training, round, SEED, digest.word(), COMMIT_SECONDS, COMMIT_SECONDS));
    return assignment;
  }

  /** Assigns all jobs to the other, with the worker as the reserve after so many seconds. */
  public Assignment assignWithReserve(long training, int round, int afterSeconds) {
    Assignment assignment =
        new Assignment(
                1,
                training,
                round,
                DrawSeed.of(SEED, openedIn(training, round)),
                List.of(WORKER, OTHER),
                "random",
                1,
                List.of(List.of(1), List.of(1), List.of(1)))
            .with(new Reserves(COMMIT_SECONDS - afterSeconds, List.of(0), List.of()));
    Digest digest = coordinator.publish(assignment.bytes());
    chain.execute(
        PUBLISHER,
        new Call.Assign(training, round, SEED, digest.word(), COMMIT_SECONDS, COMMIT_SECONDS));
    return assignment;
  }

  /** The other worker's commit. */
  public void otherCommits(long training, int round) {
    chain.execute(OTHER, new Call.Commit(training, round, new AbiWords().add(9).hash()));
  }

  /** Mines so many blocks, a second each. */
  public void mine(int blocks) {
    IntStream.range(0, blocks).forEach(block -> chain.mine());
  }

  private Bytes32 openedIn(long training, int round) {
    return chain.all(ContractEvent.RoundOpened.class).stream()
        .filter(e -> e.trainingId() == training && e.round() == round)
        .findFirst()
        .orElseThrow()
        .at()
        .blockHash();
  }

  /** Closes the commit window. */
  public void openReveal(long training, int round) {
    chain.execute(PUBLISHER, new Call.OpenReveal(training, round));
  }

  /** Settles. */
  public void settle(long training, int round) {
    chain.execute(
        PUBLISHER,
        new Call.Settle(
            training, round, Bytes32.ZERO, Bytes32.ZERO, Bytes32.ZERO, BigInteger.ZERO));
  }

  @Override
  public void close() {
    coordinator.close();
  }
}
