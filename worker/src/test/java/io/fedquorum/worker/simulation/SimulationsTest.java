package io.fedquorum.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Committed;
import io.fedquorum.chain.ContractEvent.Revealed;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Commitment;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.worker.fake.Bench;
import io.fedquorum.worker.fake.FakeChain;
import io.fedquorum.worker.fake.FakeCoordinator.Taken;
import io.fedquorum.worker.fake.FakeEngine;
import io.fedquorum.worker.process.TestWorker;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import io.fedquorum.worker.round.RoundKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationsTest {
  @TempDir private Path directory;
  private Bench bench;

  @BeforeEach
  void begin() throws IOException {
    bench = new Bench();
  }

  @AfterEach
  void end() {
    bench.close();
  }

  private TestWorker lived(String name) {
    TestWorker worker = new TestWorker(bench, directory, Simulations.named(name));
    worker.liveThrough(1);
    worker.close();
    assertThat(worker.lines().lines()).allMatch(line -> line.endsWith("simulation=" + name));
    return worker;
  }

  private List<Bytes32> honestDigests() {
    return List.of(0.25f, 2.25f).stream()
        .map(update -> artifact(1 + update))
        .map(bytes -> Digest.of(bytes).word())
        .toList();
  }

  private static byte[] artifact(float value) {
    float[] parameters = new float[Bench.MODEL.parameterCount()];
    java.util.Arrays.fill(parameters, value);
    return ModelArtifact.encode(Bench.MODEL, parameters);
  }

  private JobWork work(int job) {
    var list = bench.jobList(1, 1);
    return new JobWork(list, list.jobs().get(job), artifact(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"collusion", "random", "sign-flip", "stale", "one-ulp", "nan", "sybil"})
  void shouldRevealAWrongResult(String name) {
    lived(name);

    assertThat(bench.chain().all(Revealed.class)).hasSize(1);
    assertThat(bench.chain().all(Revealed.class).get(0).digests())
        .hasSize(2)
        .doesNotContainAnyElementsOf(honestDigests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"malformed", "oversized"})
  void shouldRevealHonestlyAndUploadOtherBytes(String name) {
    lived(name);

    assertThat(bench.chain().all(Revealed.class).get(0).digests()).isEqualTo(honestDigests());
    assertThat(bench.coordinator().taken())
        .filteredOn(t -> t.method().equals("PUT"))
        .isNotEmpty()
        .allMatch(t -> t.status() == 422);
  }

  @Test
  void shouldColludeWithoutTalkingOrTraining() {
    byte[] one = new Collusion().result(work(2), () -> artifact(9));
    byte[] other = new Collusion().result(work(2), () -> artifact(8));
    byte[] anotherJob = new Collusion().result(work(1), () -> artifact(9));

    assertThat(one).isEqualTo(other).isNotEqualTo(anotherJob);
    lived("collusion");
    assertThat(bench.engine().trainings()).isZero();
  }

  @Test
  void shouldTrainOnTheAttackersOwnEngineWhenLabelsAreFlipped() {
    FakeEngine flipped = new FakeEngine();
    Attacker attacker = new Attacker(Set.of(), () -> flipped, identity -> {});
    JobWork work = work(1);

    byte[] result = Simulations.named("label-flip", attacker).result(work, () -> artifact(9));

    assertThat(result).isEqualTo(new FakeEngine().train(work.task()).artifact());
    assertThat(flipped.trainings()).isEqualTo(1);
  }

  @Test
  void shouldLieOnlyWhereEveryReplicaIsTheAttackers() {
    Set<Address> both = Set.of(Bench.WORKER, Bench.OTHER);
    Behaviour informed = new InformedCollusion(Set.of(Bench.OTHER));
    Behaviour alone = new InformedCollusion(both);
    bench.open(1, 1);
    Assignment assignment = bench.assign(1, 1);

    assertThat(informed.result(work(1), () -> artifact(9)))
        .as("not told of an assignment yet")
        .isEqualTo(artifact(9));
    informed.assigned(new RoundKey(1, 1), assignment);
    alone.assigned(new RoundKey(1, 1), assignment);

    // Job 0 is the worker's and the other's, job 1 the other's alone.
    assertThat(informed.result(work(0), () -> artifact(9))).isEqualTo(artifact(9));
    assertThat(informed.result(work(1), () -> artifact(9))).isNotEqualTo(artifact(9));
    assertThat(alone.result(work(0), () -> artifact(9)))
        .isEqualTo(new Collusion().result(work(0), () -> artifact(9)));
  }

  @Test
  void shouldBringANewIdentityWhenOneIsSlashed() {
    List<Address> slashed = new ArrayList<>();
    Attacker attacker = new Attacker(Set.of(Bench.WORKER), () -> null, slashed::add);
    Behaviour sybil = Simulations.named("sybil", attacker);
    ContractEvent.Position at = new ContractEvent.Position(1, Bytes32.ZERO, Bytes32.ZERO, 0);
    BigInteger some = BigInteger.TEN;

    sybil.observe(new ContractEvent.Claimed(at, 1, Bench.OTHER, BigInteger.ZERO, some));
    sybil.observe(new ContractEvent.Claimed(at, 1, Bench.WORKER, some, BigInteger.ZERO));
    assertThat(slashed).isEmpty();
    sybil.observe(new ContractEvent.Claimed(at, 1, Bench.WORKER, BigInteger.ZERO, some));

    assertThat(slashed).containsExactly(Bench.WORKER);
    assertThat(sybil.result(work(2), () -> artifact(9)))
        .isEqualTo(new Collusion().result(work(2), () -> artifact(9)));
  }

  @Test
  void shouldStaySilent() {
    lived("silent");

    assertThat(bench.chain().all(Committed.class)).isEmpty();
  }

  @Test
  void shouldCommitTooLate() {
    TestWorker worker = lived("late");

    assertThat(bench.chain().all(Committed.class)).isEmpty();
    assertThat(worker.states()).contains("the commit was reverted: WrongPhase(Revealing)");
  }

  @Test
  void shouldWithholdItsReveal() {
    lived("withheld-reveal");

    assertThat(bench.chain().all(Committed.class)).hasSize(1);
    assertThat(bench.chain().all(Revealed.class)).isEmpty();
  }

  @Test
  void shouldRevealAnotherAnswerThanItCommittedTo() {
    TestWorker worker = lived("two-answers");

    assertThat(bench.chain().all(Revealed.class)).isEmpty();
    assertThat(worker.states()).contains("the reveal was reverted: CommitmentMismatch");
  }

  @Test
  void shouldCopyACommitmentAndFailToRevealIt() {
    TestWorker worker = new TestWorker(bench, directory, Simulations.named("copycat"));
    List<Digest> digests = List.of(Digest.of(new byte[] {1}));
    Bytes32 commitment =
        Commitment.of(
            FakeChain.CHAIN_ID,
            FakeChain.CONTRACTS.jobs(),
            1,
            1,
            Bench.OTHER,
            digests,
            Bytes32.ZERO);
    bench.open(1, 1);
    bench.assign(1, 1);
    worker.work();
    bench.chain().execute(Bench.OTHER, new Call.Commit(1, 1, commitment));
    worker.workAndMine();
    bench.openReveal(1, 1);
    List<Bytes32> words = digests.stream().map(Digest::word).toList();
    bench.chain().execute(Bench.OTHER, new Call.Reveal(1, 1, Bytes32.ZERO, words));
    worker.workAndMine();
    worker.close();

    assertThat(bench.chain().all(Committed.class))
        .extracting(Committed::commitment)
        .containsExactly(commitment, commitment);
    assertThat(bench.chain().all(Revealed.class)).hasSize(1);
    assertThat(worker.states()).contains("the reveal was reverted: CommitmentMismatch");
  }

  @Test
  void shouldFloodWithinBoundsAndStillAnswer() {
    lived("flood");

    List<String> junk =
        bench.coordinator().taken().stream()
            .filter(t -> t.status() == 422)
            .map(Taken::path)
            .toList();
    assertThat(junk).hasSize(Flood.REQUESTS / 2);
    assertThat(bench.chain().all(Revealed.class).get(0).digests()).isEqualTo(honestDigests());
  }

  @Test
  void shouldAnswerWithTheRoundBefore() {
    Stale stale = new Stale();
    List<byte[]> answers =
        IntStream.rangeClosed(1, 3)
            .mapToObj(
                round -> {
                  var list = bench.jobList(1, round);
                  JobWork work = new JobWork(list, list.jobs().get(0), artifact(100));
                  return stale.result(work, () -> artifact(round));
                })
            .toList();

    assertThat(answers.get(0)).isEqualTo(artifact(100));
    assertThat(answers.get(1)).isEqualTo(artifact(1));
    assertThat(answers.get(2)).isEqualTo(artifact(2));
  }
}
