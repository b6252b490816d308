package io.fedquorum.worker.training.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PermutationTest {
  @Test
  void shouldMatchTheReferenceOutputsOfSplitMix64() {
    SplitMix64 random = new SplitMix64(1234567);

    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
  }

  @Test
  void shouldMatchThePublishedVectors() {
    assertThat(Permutation.of(10, 42)).containsExactly(9, 1, 3, 5, 6, 0, 4, 7, 8, 2);
    assertThat(Permutation.ofEpoch(10, 42, 0)).containsExactly(1, 9, 3, 5, 2, 6, 7, 0, 4, 8);
    assertThat(Permutation.ofEpoch(10, 42, 1)).containsExactly(7, 0, 9, 3, 1, 6, 8, 5, 2, 4);
  }

  @Test
  void shouldHoldEachPositionOnce() {
    int[] order = Permutation.of(60_000, -1);

    int[] sorted = order.clone();
    Arrays.sort(sorted);
    assertThat(sorted).startsWith(0, 1, 2).endsWith(59_998, 59_999);
    assertThat(Arrays.stream(sorted).distinct().count()).isEqualTo(60_000);
    assertThat(order).isNotEqualTo(sorted);
  }

  @Test
  void shouldDrawEveryValueBelowTheBoundAboutEquallyOften() {
    SplitMix64 random = new SplitMix64(5);
    int[] seen = new int[3];

    for (int i = 0; i < 30_000; i++) {
      seen[random.nextInt(3)]++;
    }

    assertThat(seen)
        .satisfies(counts -> assertThat(Arrays.stream(counts)).allMatch(PermutationTest::near));
  }

  @Test
  void shouldRefuseABoundThatHasNoValues() {
    assertThatThrownBy(() -> new SplitMix64(1).nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound '0' must be above 0");
  }

  private static boolean near(int count) {
    return Math.abs(count - 10_000) < 400;
  }
}
