package io.fedquorum.coordinator.assignment;

import static io.fedquorum.coordinator.Fixtures.seed;
import static io.fedquorum.coordinator.Fixtures.workers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.random.SeededRandom;
import io.fedquorum.protocol.Assignment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredDesignsTest {
  private static int[][] blocks(String design, int workers, int jobs, int replicas) {
    return Designs.named(design)
        .blocks(new Size(workers, jobs, replicas), new SeededRandom(seed(0), "unused"));
  }

  /** How many jobs two workers share at most. */
  private static int mostShared(int workers, int[][] blocks) {
    int[][] shared = new int[workers][workers];
    for (int[] block : blocks) {
      for (int a : block) {
        Arrays.stream(block).filter(b -> b != a).forEach(b -> shared[a][b]++);
      }
    }
    return Arrays.stream(shared).flatMapToInt(Arrays::stream).max().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 8, 9, 16, 25, 27})
  void shouldHaveAFieldForEachPrimePower(int order) {
    GaloisField field = GaloisField.of(order).orElseThrow();
    for (int a = 1; a < order; a++) {
      Set<Integer> products = new HashSet<>();
      for (int b = 0; b < order; b++) {
        products.add(field.multiply(a, b));
        int c = (a * 7 + b * 3 + 1) % order;
        assertThat(field.multiply(a, field.add(b, c)))
            .isEqualTo(field.add(field.multiply(a, b), field.multiply(a, c)));
        assertThat(field.multiply(a, field.multiply(b, c)))
            .isEqualTo(field.multiply(field.multiply(a, b), c));
      }
      assertThat(products).as("multiples of %d", a).hasSize(order);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 10, 12, 1_025})
  void shouldHaveNoFieldOfAnotherOrder(int order) {
    assertThat(GaloisField.exists(order)).isFalse();
    assertThat(GaloisField.of(Math.max(1, order))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mols,15,25,3,1",
    "mols,12,16,3,1",
    "mols,35,49,5,1",
    "mols,24,64,3,1",
    "mols,27,81,3,1",
    "ramanujan,15,25,3,1",
    "ramanujan,25,25,5,1",
    "ramanujan,9,9,3,1",
    "ramanujan,9,18,3,2",
    "ramanujan,25,50,5,2"
  })
  void shouldSpreadJobsSoThatWorkersSeldomMeet(
      String design, int workers, int jobs, int replicas, int shared) {
    int[][] blocks = blocks(design, workers, jobs, replicas);
    int[] loads = new int[workers];
    for (int[] block : blocks) {
      assertThat(block).hasSize(replicas).doesNotHaveDuplicates();
      Arrays.stream(block).forEach(worker -> loads[worker]++);
    }
    assertThat(loads).containsOnly(jobs * replicas / workers);
    assertThat(mostShared(workers, blocks)).isEqualTo(shared);
  }

  @Test
  void shouldFillTheCellsOfTheLatinSquaresAsPublished() {
    int[][] blocks = blocks("mols", 15, 25, 3);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(blocks[5 * i + j])
            .containsExactly((i + j) % 5, 5 + (2 * i + j) % 5, 10 + (3 * i + j) % 5);
      }
    }
  }

  @Test
  void shouldKeepAGroupTogetherInFractionalRepetition() {
    int[][] blocks = blocks("fractional", 9, 6, 3);
    assertThat(blocks[4]).containsExactly(3, 4, 5);
    assertThat(mostShared(9, blocks)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mols|16|25|3|(15 workers, 25 jobs, 3 replicas)",
        "mols|18|36|3|(21 workers, 49 jobs, 3 replicas)",
        "ramanujan|26|25|5|(25 workers, 25 jobs, 5 replicas)",
        "fractional|10|10|3|(9 workers, 9 jobs, 3 replicas)",
        "bibd|12|12|4|(13 workers, 13 jobs, 4 replicas)"
      })
  void shouldNameTheNearestValidSizes(
      String design, int workers, int jobs, int replicas, String nearest) {
    assertThatThrownBy(() -> Designs.named(design).requireFits(new Size(workers, jobs, replicas)))
        .isInstanceOf(UnsupportedSizeException.class)
        .hasMessageContaining("it needs")
        .hasMessageContaining(nearest);
  }

  @Test
  void shouldOnlyNameSizesThatFit() {
    for (AssignmentDesign design : Designs.all()) {
      for (int n = 3; n < 40; n++) {
        assertThat(design.nearest(new Size(n, 2 * n + 1, 3)))
            .as("%s with %d workers", design.name(), n)
            .isNotEmpty()
            .allMatch(design::fits);
      }
    }
  }

  @Test
  void shouldHaveItsNaturalNumberOfJobs() {
    assertThat(Designs.named("mols").naturalJobs(15, 3)).hasValue(25);
    assertThat(Designs.named("bibd").naturalJobs(7, 3)).hasValue(7);
    assertThat(Designs.named("ramanujan").naturalJobs(25, 5)).hasValue(25);
    assertThat(Designs.named("fractional").naturalJobs(9, 3)).hasValue(9);
    assertThat(Designs.named("mols").naturalJobs(16, 3)).isEmpty();
    assertThat(Designs.named("auto").naturalJobs(16, 3)).hasValue(16);
  }

  @Test
  void shouldStillDrawASoundAssignmentAsWorkersJoinAndLeave() {
    IntStream.rangeClosed(3, 40)
        .forEach(
            n -> {
              Assignment drawn = Designs.named("auto").draw(1, n, workers(n), 25, 3, seed(n));
              assertThat(Designs.verify(drawn)).isTrue();
              assertThat(drawn.jobs())
                  .hasSize(25)
                  .allSatisfy(job -> assertThat(job).hasSize(3).doesNotHaveDuplicates());
            });
    assertThat(Designs.bestFor(new Size(15, 25, 3)).name()).isEqualTo("mols");
  }
}
