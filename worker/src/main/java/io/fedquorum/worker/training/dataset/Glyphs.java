package io.fedquorum.worker.training.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * The strokes of the ten digits as polylines, x to the right and y down, in a box of 100 by 140.
 * Angles are in degrees, clockwise from the right. {@link StrictMath} keeps them equal everywhere.
 */
final class Glyphs {
  private static final int ARC_STEP = 24;

  /** One way to write a digit: strokes of points, each x, y. */
  record Glyph(List<double[][]> strokes) {}

  private static final List<List<Glyph>> DIGITS =
      List.of(
          List.of(glyph(arc(50, 70, 35, 55, 0, 360)), glyph(arc(50, 70, 25, 52, -60, 310))),
          List.of(glyph(line(50, 15, 50, 125)), glyph(line(30, 38, 52, 15, 50, 125))),
          List.of(
              glyph(join(arc(50, 45, 32, 30, 200, 395), line(18, 125, 85, 125))),
              glyph(
                  join(arc(48, 45, 28, 28, 180, 400), arc(32, 112, 14, 12, 90, 400)),
                  line(30, 112, 85, 124))),
          List.of(
              glyph(join(arc(48, 42, 30, 27, 210, 450), arc(48, 97, 33, 29, 270, 510))),
              glyph(join(line(20, 16, 76, 16, 46, 62), arc(46, 95, 34, 31, 275, 510)))),
          List.of(
              glyph(line(25, 15, 18, 75, 85, 75), line(70, 20, 68, 126)),
              glyph(line(66, 128, 64, 15, 16, 92, 86, 92))),
          List.of(
              glyph(join(line(80, 15, 30, 15, 25, 64), arc(48, 90, 33, 34, 222, 500))),
              glyph(
                  join(line(28, 15, 28, 60), arc(46, 92, 34, 32, 235, 505)), line(28, 15, 82, 17))),
          List.of(
              glyph(join(line(70, 14, 38, 48, 21, 92), arc(50, 95, 29, 30, 180, 530))),
              glyph(join(line(44, 14, 24, 70), arc(50, 98, 27, 27, 180, 540)))),
          List.of(
              glyph(line(18, 18, 82, 18, 42, 125)),
              glyph(line(18, 30, 20, 18, 80, 18, 48, 126), line(34, 72, 76, 72))),
          List.of(
              glyph(arc(50, 43, 26, 27, 90, 450), arc(50, 98, 32, 28, 270, 630)),
              glyph(join(arc(50, 42, 25, 26, 330, 90), arc(50, 98, 29, 29, 270, 630)))),
          List.of(
              glyph(join(arc(50, 45, 28, 30, 360, 0), line(78, 45, 75, 90, 58, 126))),
              glyph(join(arc(48, 44, 27, 28, 340, 0), line(76, 40, 74, 127)))));

  private Glyphs() {}

  /** The ways to write a digit. */
  static List<Glyph> of(int digit) {
    return DIGITS.get(digit);
  }

  private static Glyph glyph(double[][]... strokes) {
    return new Glyph(List.of(strokes));
  }

  private static double[][] line(double... coordinates) {
    double[][] points = new double[coordinates.length / 2][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {coordinates[2 * i], coordinates[2 * i + 1]};
    }
    return points;
  }

  private static double[][] arc(
      double x, double y, double radiusX, double radiusY, int from, int to) {
    int steps = Math.max(1, Math.abs(to - from) / ARC_STEP);
    double[][] points = new double[steps + 1][];
    for (int i = 0; i <= steps; i++) {
      double angle = StrictMath.toRadians(from + (to - from) * (double) i / steps);
      points[i] =
          new double[] {x + radiusX * StrictMath.cos(angle), y + radiusY * StrictMath.sin(angle)};
    }
    return points;
  }

  private static double[][] join(double[][] first, double[][] second) {
    List<double[]> points = new ArrayList<>(List.of(first));
    points.addAll(List.of(second));
    return points.toArray(double[][]::new);
  }
}
