package io.fedquorum.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.ContractEvent.Committed;
import io.fedquorum.chain.ContractEvent.Revealed;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.JobList;
import io.fedquorum.worker.fake.Bench;
import io.fedquorum.worker.fake.FakeCoordinator.Taken;
import io.fedquorum.worker.round.Honest;
import io.fedquorum.worker.round.RoundKey;
import io.fedquorum.worker.training.NonFiniteResultException;
import io.fedquorum.worker.training.TrainerDiedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLoopTest {
  @TempDir private Path directory;
  private Bench bench;
  private TestWorker worker;

  @BeforeEach
  void begin() throws IOException {
    bench = new Bench();
    worker = new TestWorker(bench, directory);
  }

  @AfterEach
  void end() {
    worker.close();
    bench.close();
  }

  @Test
  void shouldTrainCommitRevealAndUploadItsJobs() throws IOException {
    worker.liveThrough(1);

    assertThat(bench.chain().all(Committed.class)).hasSize(1);
    List<Revealed> reveals = bench.chain().all(Revealed.class);
    assertThat(reveals).hasSize(1);
    assertThat(reveals.get(0).digests()).hasSize(2);
    assertThat(reveals.get(0).digests()).allMatch(d -> bench.coordinator().has(Digest.of(d)));
    assertThat(bench.engine().trainings()).isEqualTo(2);
    assertThat(worker.states())
        .contains("assigned", "trained", "committed", "revealed", "uploaded", "done");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void shouldGoOnWhereItWasWhenKilledAtAnyStep() throws IOException {
    List<String> steps = new ArrayList<>();
    try (TestWorker recorder =
        new TestWorker(
            bench, directory.resolve("r"), new Honest(), (label, round) -> steps.add(label))) {
      recorder.liveThrough(1);
    }
    assertThat(steps).contains("result-written", "after-commit", "before-reveal", "uploaded");

    for (int i = 0; i < steps.size(); i++) {
      shouldFinishWhenKilledAt(i, steps.get(i));
    }
  }

  private void shouldFinishWhenKilledAt(int step, String label) throws IOException {
    int[] passed = {0};
    Checkpoint killer =
        (where, round) -> {
          if (passed[0]++ == step) {
            throw new TestWorker.Killed();
          }
        };
    try (Bench fresh = new Bench();
        TestWorker victim =
            new TestWorker(fresh, directory.resolve("k" + step), new Honest(), killer)) {
      victim.liveThrough(1);

      assertThat(victim.starts()).as(label).isEqualTo(2);
      assertThat(fresh.chain().all(Committed.class)).as(label).hasSize(1);
      assertThat(fresh.chain().all(Revealed.class)).as(label).hasSize(1);
      assertThat(fresh.chain().all(Revealed.class).get(0).digests())
          .as(label)
          .allMatch(d -> fresh.coordinator().has(Digest.of(d)));
      assertThat(fresh.engine().trainings()).as(label).isBetween(2, 3);
      assertThat(victim.journal().load()).as(label).isEmpty();
    }
  }

  @Test
  void shouldServeSeveralTrainingsInChainOrder() {
    bench.open(2, 1);
    bench.open(1, 1);
    bench.assign(1, 1);
    bench.assign(2, 1);

    worker.workAndMine();

    assertThat(bench.chain().all(Committed.class))
        .extracting(Committed::trainingId)
        .containsExactly(2L, 1L);
  }

  @Test
  void shouldStayIdleInARoundWithoutItsJobs() {
    bench.open(1, 1);
    bench.assign(1, 1, List.of(List.of(1), List.of(1), List.of(1)));

    worker.workAndMine();

    assertThat(bench.chain().all(Committed.class)).isEmpty();
    assertThat(worker.states()).contains("idle");
    assertThat(bench.engine().trainings()).isZero();
  }

  @Test
  void shouldMissARoundWhoseWindowHasClosed() {
    bench.open(1, 1);
    bench.assign(1, 1);
    bench.chain().mine(Bench.COMMIT_SECONDS + 1);

    worker.workAndMine();

    assertThat(worker.states()).contains("missed", "commit window closed");
    assertThat(bench.engine().trainings()).isZero();
    assertThat(bench.chain().all(Committed.class)).isEmpty();
  }

  @Test
  void shouldTakeUpACommitThatWasMinedWhileItWasDown() {
    bench.open(1, 1);
    bench.assign(1, 1);
    worker.work();
    worker.close();
    // The node lost nothing: the commit that was sent before the crash is mined in time.
    bench.chain().mine();
    bench.chain().mine(Bench.COMMIT_SECONDS);

    worker.work();

    assertThat(bench.chain().all(Committed.class)).hasSize(1);
    assertThat(worker.states()).contains("committed").doesNotContain("missed");
  }

  @Test
  void shouldNotCommitAfterARestartWhenTheWindowHasClosed() throws IOException {
    boolean[] armed = {true};
    Checkpoint killer =
        (label, round) -> {
          if (armed[0] && label.equals("before-commit")) {
            armed[0] = false;
            bench.chain().mine(Bench.COMMIT_SECONDS + 1);
            bench.openReveal(1, 1);
            throw new TestWorker.Killed();
          }
        };
    try (TestWorker victim = new TestWorker(bench, directory.resolve("v"), new Honest(), killer)) {
      bench.open(1, 1);
      bench.assign(1, 1);

      victim.workAndMine();

      assertThat(victim.states()).contains("missed", "the commit window closed first");
      assertThat(bench.chain().all(Committed.class)).isEmpty();
    }
  }

  @Test
  void shouldRefuseAnArtifactWithAnotherDigest() {
    JobList list = bench.jobList(1, 1);
    bench.open(list);
    bench.assign(1, 1);
    bench.coordinator().corrupt(list.digest(), bench.jobList(1, 2).bytes());

    worker.work();

    assertThat(worker.lines()).contains("came with other bytes");
    assertThat(bench.engine().trainings()).isZero();

    bench.coordinator().publish(list.bytes());
    worker.workAndMine();
    assertThat(bench.chain().all(Committed.class)).hasSize(1);
  }

  @Test
  void shouldRefuseAJobListOfAnotherProfileUnlessItsAgreementIsTolerant() {
    bench.open(ofAnotherProfile(bench.jobList(1, 1), null));
    bench.assign(1, 1);
    worker.workAndMine();
    assertThat(worker.lines()).contains("the job list has numeric profile");
    assertThat(bench.chain().all(Committed.class)).isEmpty();

    bench.open(ofAnotherProfile(bench.jobList(1, 2), "tolerant:0.01"));
    bench.assign(1, 2);
    worker.workAndMine();
    assertThat(bench.chain().all(Committed.class)).hasSize(1);
  }

  private static JobList ofAnotherProfile(JobList list, String agreement) {
    return new JobList(
        1,
        list.trainingId(),
        list.round(),
        list.model(),
        list.modelDigest(),
        list.dataset(),
        list.permutationSeed(),
        list.hyperparameters(),
        Digest.of(new byte[] {5}).word(),
        list.jobs(),
        agreement);
  }

  @Test
  void shouldRefuseAJobListOfAnotherRound() {
    JobList other = bench.jobList(3, 1);
    bench.coordinator().publish(bench.engine().initialModel(Bench.MODEL, 1));
    bench
        .chain()
        .execute(
            Bench.PUBLISHER,
            new io.fedquorum.chain.Call.OpenRound(
                1,
                1,
                other.modelDigest().word(),
                bench.coordinator().publish(other.bytes()).word(),
                Bench.SEED));
    bench.assign(1, 1);

    worker.work();

    assertThat(worker.states()).contains("missed", "the job list has training and round 3-1");
  }

  @Test
  void shouldRefuseADrawFromAnotherSeed() {
    bench.open(1, 1);
    bench.assign(1, 1, List.of(List.of(0), List.of(0), List.of(0)), Bench.SEED);

    worker.work();

    assertThat(worker.states()).contains("missed", "the assignment has seed");
    assertThat(bench.engine().trainings()).isZero();
  }

  @Test
  void shouldUploadAgainWhenTheCoordinatorDoesNotKnowTheRevealYet() {
    bench.coordinator().failUploads(403, 409, 404, 503);

    worker.liveThrough(1);

    assertThat(worker.states()).contains("uploaded");
    assertThat(bench.coordinator().taken())
        .filteredOn(t -> t.method().equals("PUT"))
        .extracting(Taken::status)
        .containsExactly(403, 409, 404, 503, 201, 201);
  }

  @Test
  void shouldGiveUpAnUploadThatIsRefused() {
    bench.coordinator().failUploads(422, 422, 422, 422, 422, 422);

    worker.liveThrough(1);

    assertThat(worker.states()).contains("missed", "status 422");
  }

  @Test
  void shouldNotSendBytesThatTheCoordinatorHas() {
    bench.open(1, 1);
    bench.assign(1, 1);
    worker.workAndMine();
    RoundKey key = new RoundKey(1, 1);
    results(key).forEach(d -> bench.coordinator().publish(worker.journal().result(key, d).get()));
    bench.openReveal(1, 1);

    worker.workAndMine();

    assertThat(worker.states()).contains("uploaded");
    assertThat(bench.coordinator().taken()).noneMatch(t -> t.method().equals("PUT"));
  }

  @Test
  void shouldTrainAgainWhenTheTrainerDied() {
    bench.engine().failNext(new TrainerDiedException("killed", new IOException("pipe")));

    worker.liveThrough(1);

    assertThat(bench.chain().all(Revealed.class)).hasSize(1);
  }

  @Test
  void shouldMissARoundWhoseTrainingDiverges() {
    bench.engine().failNext(new NonFiniteResultException("loss is NaN"));

    worker.liveThrough(1);

    assertThat(worker.states()).contains("missed", "loss is NaN");
  }

  private List<Digest> results(RoundKey key) {
    try (Stream<Path> files = Files.list(directory.resolve("rounds").resolve(key.toString()))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.length() == 64)
          .map(Digest::new)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("rounds"))) {
      return files.toList();
    }
  }
}
