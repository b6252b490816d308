package io.fedquorum.coordinator.planner;

import static io.fedquorum.coordinator.Fixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.random.SeededRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorstCaseTest {
  static int[][] blocks(String design, int workers, int jobs, int replicas) {
    return Designs.named(design)
        .blocks(new Size(workers, jobs, replicas), new SeededRandom(seed(1), "test"));
  }

  /** Tries every set of workers, one bit a worker. */
  private static int bruteForce(int workers, int[][] blocks, int evil, int threshold) {
    int most = 0;
    for (int set = 0; set < 1 << workers; set++) {
      if (Integer.bitCount(set) == evil) {
        int evilWorkers = set;
        long won =
            Arrays.stream(blocks)
                .filter(
                    b ->
                        Arrays.stream(b).filter(w -> (evilWorkers >> w & 1) == 1).count()
                            >= threshold)
                .count();
        most = (int) Math.max(most, won);
      }
    }
    return most;
  }

  /** The reference table of the design: MOLS, 15 workers, 25 jobs, load 5, three replicas. */
  @ParameterizedTest
  @CsvSource({"2,1,0", "3,3,1", "4,5,1", "5,8,2", "6,12,3", "7,14,4"})
  void shouldReachTheReferenceTable(int evil, int majority, int all) {
    int[][] mols = blocks("mols", 15, 25, 3);
    assertThat(WorstCase.of(15, mols, evil, 2)).isEqualTo(new WorstCase(majority, true));
    assertThat(WorstCase.of(15, mols, evil, 3)).isEqualTo(new WorstCase(all, true));
  }

  @ParameterizedTest
  @CsvSource({
    "bibd,7,7,3", "bibd,13,13,4", "bibd,9,12,3", "mols,8,16,2", "ramanujan,10,25,2",
    "ramanujan,9,9,3", "ramanujan,9,18,3", "fractional,12,8,3", "random,11,17,4", "random,12,70,3"
  })
  void shouldAgreeWithBruteForce(String design, int workers, int jobs, int replicas) {
    int[][] blocks = blocks(design, workers, jobs, replicas);
    for (int evil = 0; evil <= workers; evil++) {
      for (int threshold = 1; threshold <= replicas; threshold++) {
        assertThat(WorstCase.of(workers, blocks, evil, threshold))
            .as("%d evil, threshold %d", evil, threshold)
            .isEqualTo(new WorstCase(bruteForce(workers, blocks, evil, threshold), true));
      }
    }
  }

  @Test
  void shouldAgreeWithASearchThatKnowsNoSymmetry() {
    for (String design : new String[] {"mols", "fractional", "random"}) {
      int[][] blocks = blocks(design, 20, design.equals("fractional") ? 20 : 25, 4);
      for (int evil = 2; evil <= 9; evil++) {
        for (int threshold = 2; threshold <= 4; threshold++) {
          Incidence incidence = new Incidence(20, blocks);
          LossSearch plain = new LossSearch(incidence, evil, threshold, Long.MAX_VALUE);
          LossSearch symmetric = new LossSearch(incidence, evil, threshold, Long.MAX_VALUE);
          assertThat(plain.run(0, false)).isTrue();
          assertThat(symmetric.run(0, true)).isTrue();
          assertThat(symmetric.best()).isEqualTo(plain.best());
        }
      }
    }
  }

  @Test
  void shouldNeverBoundBelowWhatAnAttackReaches() {
    Random random = new Random(4);
    for (int n = 0; n < 60; n++) {
      int workers = 6 + random.nextInt(7);
      int replicas = 2 + random.nextInt(3);
      int[][] blocks = blocks("random", workers, 5 + random.nextInt(20), replicas);
      int evil = 1 + random.nextInt(workers - 1);
      int threshold = 1 + random.nextInt(replicas);
      int truth = bruteForce(workers, blocks, evil, threshold);
      Incidence incidence = new Incidence(workers, blocks);
      assertThat(LossBound.of(incidence, evil, threshold)).isGreaterThanOrEqualTo(truth);
      assertThat(LossBound.ofBalanced(workers, blocks.length, replicas, evil, threshold))
          .isGreaterThanOrEqualTo(truth);
      assertThat(new Attack(incidence, evil, threshold).jobs()).isLessThanOrEqualTo(truth);
    }
  }

  @Test
  void shouldSayWhenItIsABound() {
    int[][] blocks = blocks("random", 60, 90, 5);
    WorstCase worst = WorstCase.of(60, blocks, 20, 3, 10_000);
    assertThat(worst.exact()).isFalse();
    assertThat(worst.jobs()).isEqualTo(LossBound.of(new Incidence(60, blocks), 20, 3));
  }

  @Test
  void shouldBeExactForThirtyFiveWorkers() {
    int[][] mols = blocks("mols", 35, 49, 5);
    assertThat(WorstCase.of(35, mols, 7, 3)).isEqualTo(new WorstCase(5, true));
  }

  @Test
  void shouldRefuseMoreEvilWorkersThanThereAre() {
    assertThatThrownBy(() -> WorstCase.of(7, blocks("bibd", 7, 7, 3), 8, 2))
        .hasMessageContaining("evil '8' must be 0 to 7");
  }
}
