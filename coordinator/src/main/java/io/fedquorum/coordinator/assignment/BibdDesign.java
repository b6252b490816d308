package io.fedquorum.coordinator.assignment;

import io.fedquorum.coordinator.random.SeededRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Balanced incomplete block designs: any two workers share the same number of jobs, so colluders
 * meet as seldom as they can. The catalogue holds projective planes (Fano: 7 workers, 7 jobs, 3
 * replicas) and affine planes of prime-power order, and designs from cyclic difference families:
 * Steiner triple systems, biplanes and quadratic residues.
 */
final class BibdDesign implements AssignmentDesign {
  private static final int LARGEST_PLANE = 11;

  private static final List<DifferenceFamily> FAMILIES =
      List.of(
          new DifferenceFamily(4, new int[] {0, 1, 2}),
          new DifferenceFamily(5, new int[] {0, 1, 2}, new int[] {0, 1, 3}),
          new DifferenceFamily(7, new int[] {0, 1, 2, 4}),
          new DifferenceFamily(11, new int[] {1, 3, 4, 5, 9}),
          new DifferenceFamily(13, new int[] {0, 1, 4}, new int[] {0, 2, 7}),
          new DifferenceFamily(15, new int[] {0, 1, 4}, new int[] {0, 2, 8}, new int[] {0, 5, 10}),
          new DifferenceFamily(15, new int[] {0, 1, 2, 4, 5, 8, 10}),
          new DifferenceFamily(19, new int[] {0, 1, 8}, new int[] {0, 2, 5}, new int[] {0, 4, 13}),
          new DifferenceFamily(19, new int[] {1, 4, 5, 6, 7, 9, 11, 16, 17}),
          new DifferenceFamily(37, new int[] {1, 7, 9, 10, 12, 16, 26, 33, 34}));

  private static final Map<Size, Supplier<List<int[]>>> CATALOGUE = catalogue();

  private static Map<Size, Supplier<List<int[]>>> catalogue() {
    Map<Size, Supplier<List<int[]>>> catalogue = new LinkedHashMap<>();
    for (int order = 2; order <= LARGEST_PLANE; order++) {
      if (GaloisField.exists(order)) {
        int n = order;
        int points = n * n + n + 1;
        catalogue.put(new Size(points, points, n + 1), () -> Planes.projective(n));
        catalogue.put(new Size(n * n, n * n + n, n), () -> Planes.affine(n));
      }
    }
    for (DifferenceFamily family : FAMILIES) {
      List<int[]> blocks = family.blocks();
      Size size = new Size(family.workers(), blocks.size(), blocks.get(0).length);
      catalogue.putIfAbsent(size, family::blocks);
    }
    return catalogue;
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
    return CATALOGUE.containsKey(size);
  }

  @Override
  public OptionalInt naturalJobs(int workers, int replicas) {
    return sizes().stream()
        .filter(size -> size.workers() == workers && size.replicas() == replicas)
        .mapToInt(Size::jobs)
        .min();
  }

  @Override
  public List<Size> nearest(Size size) {
    return size.nearest(sizes().stream());
  }

  /** The catalogue. */
  List<Size> sizes() {
    return new ArrayList<>(CATALOGUE.keySet());
  }

  @Override
  public int[][] blocks(Size size, SeededRandom random) {
    return CATALOGUE.get(size).get().toArray(int[][]::new);
  }
}
