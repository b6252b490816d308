package io.fedquorum.worker.training.dataset;

/** A square grey-scale picture to draw strokes on. */
final class Canvas {
  /** Width of the soft edge of a stroke, in pixels. */
  private static final double EDGE = 1.0;

  private final int side;
  private final int[] pixels;

  Canvas(int side) {
    this.side = side;
    pixels = new int[side * side];
  }

  /**
   * Draws a straight stroke; where strokes meet the darker one stays.
   *
   * @param from x and y in pixels
   * @param to x and y in pixels
   * @param pen half the width in pixels
   * @param ink 0 to 255
   */
  void line(double[] from, double[] to, double pen, double ink) {
    double reach = pen + EDGE;
    int left = clip(Math.floor(Math.min(from[0], to[0]) - reach));
    int right = clip(Math.ceil(Math.max(from[0], to[0]) + reach));
    int top = clip(Math.floor(Math.min(from[1], to[1]) - reach));
    int bottom = clip(Math.ceil(Math.max(from[1], to[1]) + reach));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double cover = (reach - distance(x, y, from, to)) / EDGE;
        int value = (int) (ink * Math.max(0, Math.min(1, cover)));
        pixels[y * side + x] = Math.max(pixels[y * side + x], value);
      }
    }
  }

  /** Makes one pixel darker or, with a negative value, lighter. */
  void add(int x, int y, int value) {
    int at = y * side + x;
    pixels[at] = Math.max(0, Math.min(255, pixels[at] + value));
  }

  /** Copies the pixels, row by row. */
  void copyTo(byte[] target, int offset) {
    for (int i = 0; i < pixels.length; i++) {
      target[offset + i] = (byte) pixels[i];
    }
  }

  private int clip(double coordinate) {
    return (int) Math.max(0, Math.min(side - 1, coordinate));
  }

  /** Distance from a point to a segment. */
  private static double distance(double x, double y, double[] from, double[] to) {
    double dx = to[0] - from[0];
    double dy = to[1] - from[1];
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / length;
    double share = Math.max(0, Math.min(1, along));
    double offX = x - from[0] - share * dx;
    double offY = y - from[1] - share * dy;
    return Math.sqrt(offX * offX + offY * offY);
  }
}
