package io.fedquorum.coordinator.assignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finite planes over the field of order {@code n} (Hall, <i>Combinatorial Theory</i>, ch. 12): any
 * two points lie on one line.
 */
final class Planes {
  private Planes() {}

  /**
   * The affine plane: points {@code (x,y)} at place {@code x·n + y}; lines {@code y = m·x + b} in
   * order of m and b, then {@code x = c}.
   */
  static List<int[]> affine(int order) {
    GaloisField field = GaloisField.of(order).orElseThrow();
    List<int[]> lines = new ArrayList<>();
    for (int slope = 0; slope < order; slope++) {
      for (int start = 0; start < order; start++) {
        int m = slope;
        int b = start;
        lines.add(
            IntStream.range(0, order)
                .map(x -> x * order + field.add(field.multiply(m, x), b))
                .toArray());
      }
    }
    for (int column = 0; column < order; column++) {
      int first = column * order;
      lines.add(IntStream.range(first, first + order).toArray());
    }
    return lines;
  }

  /**
   * The projective plane: the affine one, each class of parallel lines meeting in one more point
   * (at place {@code n² + class}), and the line of these points.
   */
  static List<int[]> projective(int order) {
    List<int[]> lines = new ArrayList<>();
    List<int[]> affine = affine(order);
    for (int i = 0; i < affine.size(); i++) {
      int[] line = Arrays.copyOf(affine.get(i), order + 1);
      line[order] = order * order + i / order;
      lines.add(line);
    }
    lines.add(IntStream.rangeClosed(order * order, order * order + order).toArray());
    return lines;
  }
}
