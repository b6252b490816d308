package io.fedquorum.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.ContractEvent.Committed;
import io.fedquorum.worker.fake.Bench;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker is a reserve, who may take over 40 seconds after the assignment. */
class StandbyTest {
  private static final int AFTER = 40;
  @TempDir private Path directory;
  private Bench bench;
  private TestWorker worker;

  @BeforeEach
  void open() throws IOException {
    bench = new Bench();
    worker = new TestWorker(bench, directory);
    bench.open(1, 1);
    bench.assignWithReserve(1, 1, AFTER);
  }

  @AfterEach
  void close() {
    worker.close();
    bench.close();
  }

  @Test
  void shouldWaitAsLongAsOthersMayStillCommitInTime() {
    worker.work();
    bench.mine(AFTER);
    worker.work();

    assertThat(bench.chain().all(Committed.class)).isEmpty();
    assertThat(worker.states()).doesNotContain("idle");
    assertThat(bench.engine().trainings()).isZero();
  }

  @Test
  void shouldTakeOverTheJobsOfWhoHasNotCommittedInTime() {
    worker.work();
    bench.mine(AFTER + 1);
    worker.workAndMine();

    assertThat(bench.chain().all(Committed.class))
        .extracting(Committed::worker)
        .containsExactly(Bench.WORKER);
    assertThat(bench.engine().trainings()).isEqualTo(3);
    bench.openReveal(1, 1);
    worker.workAndMine();
    assertThat(worker.states()).contains("uploaded");
  }

  @Test
  void shouldTakeOverThoughTheOtherCommitsAfterTheTime() {
    bench.mine(AFTER + 1);
    bench.otherCommits(1, 1);
    worker.workAndMine();

    assertThat(bench.chain().all(Committed.class))
        .extracting(Committed::worker)
        .containsExactly(Bench.OTHER, Bench.WORKER);
  }

  @Test
  void shouldTakeOverAfterARestart() {
    worker.work();
    worker.close();
    bench.mine(AFTER + 1);
    worker.workAndMine();

    assertThat(bench.chain().all(Committed.class)).hasSize(1);
  }

  @Test
  void shouldStayIdleWhenAllHaveCommittedInTime() {
    worker.work();
    bench.otherCommits(1, 1);
    bench.mine(AFTER + 1);
    worker.workAndMine();

    assertThat(bench.chain().all(Committed.class)).hasSize(1);
    assertThat(worker.states()).contains("idle");
    assertThat(bench.engine().trainings()).isZero();
  }

  @Test
  void shouldStayIdleWhenTheWindowClosesWhileItWaits() {
    worker.work();
    bench.openReveal(1, 1);
    worker.work();

    assertThat(worker.states()).contains("idle").doesNotContain("missed");
  }
}
