package io.fedquorum.coordinator.assignment;

import io.fedquorum.coordinator.random.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Balanced incomplete block designs: any two workers share the same number of jobs, so colluders
 * meet as seldom as they can. Developed from cyclic difference sets and difference families (Hall,
 * <i>Combinatorial Theory</i>, ch. 11; Colbourn and Dinitz, <i>Handbook of Combinatorial
 * Designs</i>, II.1 and VI.16): job {@code i} of a base block holds the base block shifted by
 * {@code i} modulo the number of workers. Every pair of workers shares λ = 1 job.
 */
final class BibdDesign implements AssignmentDesign {
  private record Family(int workers, List<int[]> baseBlocks) {
    Size size() {
      return new Size(workers, workers * baseBlocks.size(), baseBlocks.get(0).length);
    }
  }

  private static final List<Family> FAMILIES =
      List.of(
          family(7, new int[] {0, 1, 3}),
          family(13, new int[] {0, 1, 4}, new int[] {0, 2, 7}),
          family(19, new int[] {0, 1, 8}, new int[] {0, 2, 5}, new int[] {0, 4, 13}),
          family(13, new int[] {0, 1, 3, 9}),
          family(21, new int[] {0, 1, 6, 8, 18}),
          family(31, new int[] {0, 1, 3, 8, 12, 18}),
          family(57, new int[] {0, 1, 3, 13, 32, 36, 43, 52}),
          family(73, new int[] {0, 1, 3, 7, 15, 31, 36, 54, 63}));

  private static Family family(int workers, int[]... baseBlocks) {
    return new Family(workers, List.of(baseBlocks));
  }

  @Override
  public String name() {
    return "bibd";
  }

  @Override
  public String validSizes() {
    return "a balanced incomplete block design of its catalogue";
  }

  @Override
  public boolean fits(Size size) {
    return FAMILIES.stream().anyMatch(family -> family.size().equals(size));
  }

  @Override
  public List<Size> nearest(Size size) {
    return size.nearest(sizes().stream());
  }

  /** The catalogue. */
  List<Size> sizes() {
    return FAMILIES.stream().map(Family::size).toList();
  }

  @Override
  public int[][] blocks(Size size, SeededRandom random) {
    Family family = FAMILIES.stream().filter(f -> f.size().equals(size)).findFirst().orElseThrow();
    List<int[]> blocks = new ArrayList<>();
    for (int[] base : family.baseBlocks()) {
      for (int shift = 0; shift < family.workers(); shift++) {
        int by = shift;
        blocks.add(Arrays.stream(base).map(p -> (p + by) % family.workers()).toArray());
      }
    }
    return blocks.toArray(int[][]::new);
  }
}
