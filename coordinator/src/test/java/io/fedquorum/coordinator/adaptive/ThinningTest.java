package io.fedquorum.coordinator.adaptive;

import static io.fedquorum.coordinator.Fixtures.seed;
import static io.fedquorum.coordinator.Fixtures.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.Fixtures;
import io.fedquorum.coordinator.adaptive.TrackRecords.Entry;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Assignment;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinningTest {
  private static final AdaptiveReplication RULE =
      new AdaptiveReplication(3, 5, 20, new BigDecimal("0.5"));
  private static final Assignment FULL =
      Designs.named("bibd")
          .draw(
              1,
              1,
              IntStream.range(0, 7).mapToObj(Fixtures::worker).sorted().toList(),
              7,
              3,
              seed(1));

  @Test
  void shouldLeaveTheDrawAloneWhereNobodyIsTrusted() {
    assertThat(Thinning.of(FULL, RULE, records(4))).isEqualTo(FULL);
  }

  @Test
  void shouldLetTrustedWorkersOfTheDrawWorkAlone() {
    Assignment thinned = Thinning.of(FULL, RULE, records(20));

    assertThat(thinned).isEqualTo(Thinning.of(FULL, RULE, records(20)));
    assertThat(thinned.jobs()).anyMatch(job -> job.size() == 1);
    for (int job = 0; job < 7; job++) {
      assertThat(thinned.jobs().get(job).size()).isIn(1, 3);
      assertThat(FULL.jobs().get(job)).containsAll(thinned.jobs().get(job));
    }
  }

  @Test
  void shouldCountOnlyWhatWasChecked() {
    TrackRecords records =
        TrackRecords.NONE.after(
            list(
                job(0, Basis.UNANIMOUS, Outcome.CORRECT, Outcome.CORRECT),
                job(1, Basis.UNANIMOUS, Outcome.CORRECT),
                job(2, Basis.AUDIT, Outcome.CORRECT),
                job(3, Basis.REFEREE, Outcome.CORRECT, Outcome.NO_COMMIT)));

    assertThat(records.workers()).containsExactly(new Entry(worker(0), 3));
  }

  @Test
  void shouldResetTheRecordOfWhoWasWrongOrMissing() {
    TrackRecords before =
        new TrackRecords(List.of(new Entry(worker(0), 9), new Entry(worker(1), 9)));

    TrackRecords after =
        before.after(
            list(
                job(0, Basis.AUDIT, Outcome.WRONG),
                job(1, Basis.REFEREE, Outcome.CORRECT, Outcome.NO_REVEAL)));

    assertThat(after.workers()).containsExactly(new Entry(worker(0), 1));
    assertThat(after.of(worker(1))).isEqualTo(TrackRecord.NONE);
  }

  private static TrackRecords records(int verified) {
    return new TrackRecords(
        FULL.eligible().stream().map(worker -> new Entry(worker, verified)).toList());
  }

  private static VerdictList list(JobVerdict... jobs) {
    return new VerdictList(1, 1, 1, List.of(jobs));
  }

  /** The replicas are of workers 0, 1 and so on. */
  private static JobVerdict job(int job, Basis basis, Outcome... outcomes) {
    return new JobVerdict(
        job,
        Fixtures.digest("result"),
        basis,
        IntStream.range(0, outcomes.length)
            .mapToObj(i -> new ReplicaVerdict(worker(i), outcomes[i]))
            .toList());
  }
}
