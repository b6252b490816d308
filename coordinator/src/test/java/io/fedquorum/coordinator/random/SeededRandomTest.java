package io.fedquorum.coordinator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.Bytes32;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The vectors were computed by an independent program from the class's description. */
class SeededRandomTest {
  private static final Bytes32 SEED =
      new Bytes32("0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  private static SeededRandom random() {
    return new SeededRandom(SEED, "vector");
  }

  @Test
  void shouldGiveThePublishedWordsAcrossBlocks() {
    SeededRandom random = random();
    assertThat(IntStream.range(0, 10).mapToLong(i -> random.nextWord()))
        .containsExactly(
            2984094302L,
            951244270L,
            3285709778L,
            3733954914L,
            4160241835L,
            4210332473L,
            3171074305L,
            1798012756L,
            2998345408L,
            2074432508L);
  }

  @Test
  void shouldGiveThePublishedPermutation() {
    assertThat(random().permutation(10)).containsExactly(8, 0, 6, 5, 3, 1, 4, 9, 7, 2);
  }

  @Test
  void shouldRejectWordsThatWouldFavourSmallNumbers() {
    SeededRandom random = random();
    assertThat(IntStream.range(0, 8).map(i -> random.nextInt(3 << 29)))
        .containsExactly(
            1373481566,
            951244270,
            1560461569,
            187400020,
            1387732672,
            463819772,
            84805144,
            1151581822);
  }

  @Test
  void shouldDrawDifferentlyForAnotherPurpose() {
    assertThat(new SeededRandom(SEED, "other").nextWord()).isNotEqualTo(random().nextWord());
  }

  @Test
  void shouldSpreadNumbersEvenly() {
    int[] counts = new int[7];
    SeededRandom random = random();
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    // Six standard deviations of a binomial with n = 70,000 and p = 1/7 are 556.
    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(9_444, 10_556));
  }

  @Test
  void shouldRefuseABoundBelowOne() {
    assertThatThrownBy(() -> random().nextInt(0)).hasMessage("bound '0' must be at least 1");
  }
}
