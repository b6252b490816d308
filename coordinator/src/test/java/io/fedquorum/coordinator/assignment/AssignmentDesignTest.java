package io.fedquorum.coordinator.assignment;

import static io.fedquorum.coordinator.Fixtures.seed;
import static io.fedquorum.coordinator.Fixtures.worker;
import static io.fedquorum.coordinator.Fixtures.workers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentDesignTest {
  private static Assignment draw(String design, int workers, int jobs, int replicas, int seed) {
    return Designs.named(design).draw(5, 2, workers(workers), jobs, replicas, seed(seed));
  }

  @Test
  void shouldGiveEachJobDistinctWorkersAndEachWorkerItsShare() {
    for (int n = 1; n <= 24; n++) {
      for (int r = 1; r <= Math.min(n, 7); r++) {
        int jobs = 1 + (n * 7 + r) % 31;
        Assignment drawn = draw("random", n, jobs, r, n * 10 + r);
        assertThat(drawn.jobs())
            .hasSize(jobs)
            .allSatisfy(job -> assertThat(job).doesNotHaveDuplicates().isSorted());
        List<Integer> loads = drawn.eligible().stream().map(w -> drawn.jobsOf(w).size()).toList();
        assertThat(Collections.max(loads) - Collections.min(loads)).isLessThanOrEqualTo(1);
        assertThat(drawn.jobs()).allSatisfy(job -> assertThat(job).hasSize(drawn.replicas()));
      }
    }
  }

  @Test
  void shouldListTheJobsOfAllWorkersAsOfEachOne() {
    Assignment drawn = draw("random", 9, 2, 3, 1);

    assertThat(drawn.jobsByWorker()).hasSize(9);
    drawn
        .jobsByWorker()
        .forEach((worker, jobs) -> assertThat(jobs).isEqualTo(drawn.jobsOf(worker)));
    assertThat(drawn.assigned())
        .hasSize(6)
        .isSorted()
        .allSatisfy(worker -> assertThat(drawn.jobsOf(worker)).isNotEmpty());
  }

  @Test
  void shouldDrawAgainTheSameFromTheSameSeed() {
    for (String design : List.of("random", "bibd", "auto")) {
      Assignment drawn = draw(design, 7, 7, 3, 1);
      assertThat(draw(design, 7, 7, 3, 1)).isEqualTo(drawn);
      assertThat(draw(design, 7, 7, 3, 2).jobs()).isNotEqualTo(drawn.jobs());
      assertThat(Designs.verify(drawn)).isTrue();
    }
  }

  @Test
  void shouldDetectAnAssignmentThatWasNotDrawn() {
    Assignment drawn = draw("random", 8, 8, 3, 1);
    List<List<Integer>> changed = new ArrayList<>(drawn.jobs());
    Collections.swap(changed, 0, 1);
    Assignment forged =
        new Assignment(
            1,
            drawn.trainingId(),
            drawn.round(),
            drawn.seed(),
            drawn.eligible(),
            drawn.design(),
            3,
            changed);
    assertThat(Designs.verify(forged)).isFalse();
  }

  @Test
  void shouldDrawAnotherAssignmentInAnotherRound() {
    AssignmentDesign design = Designs.named("bibd");
    assertThat(design.draw(1, 1, workers(7), 7, 3, seed(1)).jobs())
        .isNotEqualTo(design.draw(1, 2, workers(7), 7, 3, seed(1)).jobs());
  }

  @Test
  void shouldPutEveryWorkerOnEveryPlaceOfTheDesignEventually() {
    Set<List<Integer>> firstJobs = new HashSet<>();
    IntStream.range(0, 600).forEach(s -> firstJobs.add(draw("bibd", 7, 7, 3, s).jobs().get(0)));
    assertThat(firstJobs).hasSize(35);
  }

  @Test
  void shouldRecordTheDesignThatAutoTook() {
    assertThat(draw("auto", 7, 7, 3, 1).design()).isEqualTo("bibd");
    assertThat(draw("auto", 8, 7, 3, 1).design()).isEqualTo("random");
  }

  @Test
  void shouldNameTheNearestValidSizes() {
    assertThatThrownBy(() -> draw("bibd", 8, 7, 3, 1))
        .isInstanceOf(UnsupportedSizeException.class)
        .hasMessageContaining("design 'bibd' has no size (8 workers, 7 jobs, 3 replicas)")
        .hasMessageContaining("nearest: (7 workers, 7 jobs, 3 replicas)");
  }

  @Test
  void shouldRefuseFewerWorkersThanReplicas() {
    assertThatThrownBy(() -> draw("auto", 2, 4, 3, 1))
        .hasMessage("replicas '3' must be 1 to the 2 workers");
  }

  @Test
  void shouldRefuseAListOutOfOrderOrWithAWorkerTwice() {
    List<Address> twice = List.of(worker(1), worker(1), worker(2));
    assertThatThrownBy(() -> Designs.named("random").draw(1, 1, twice, 3, 2, seed(1)))
        .hasMessageContaining("must be listed once and in address order");
  }

  @Test
  void shouldNameTheDesignsWhenAskedForAnother() {
    assertThatThrownBy(() -> Designs.named("best"))
        .hasMessageStartingWith("design 'best' must be one of ");
  }
}
