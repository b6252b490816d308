package io.fedquorum.coordinator.assignment;

import static io.fedquorum.coordinator.Fixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.coordinator.random.SeededRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BibdDesignTest {
  private final BibdDesign design = new BibdDesign();

  @Test
  void shouldMakeAnyTwoWorkersShareTheSameNumberOfJobs() {
    List<Size> catalogue = design.sizes();
    assertThat(catalogue).contains(new Size(7, 7, 3), new Size(13, 13, 4));
    for (Size size : catalogue) {
      int[][] shared = new int[size.workers()][size.workers()];
      int[][] blocks = design.blocks(size, new SeededRandom(seed(0), "unused"));
      assertThat(blocks).hasDimensions(size.jobs(), size.replicas());
      for (int[] block : blocks) {
        for (int a : block) {
          Arrays.stream(block).filter(b -> b != a).forEach(b -> shared[a][b]++);
        }
      }
      int pairs = size.jobs() * size.replicas() * (size.replicas() - 1);
      int each = pairs / (size.workers() * (size.workers() - 1));
      for (int a = 0; a < shared.length; a++) {
        shared[a][a] = each;
        assertThat(shared[a]).as("%s, worker %d", size, a).containsOnly(each);
      }
    }
  }
}
