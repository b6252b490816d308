package io.fedquorum.coordinator.tolerance;

/** How far two results are from each other. */
public final class Distance {
  private Distance() {}

  /**
   * The relative L2 distance: ‖a − b‖ / max(‖a‖, ‖b‖), 0 when both are zero. In double precision
   * and index order, so the same on any machine.
   *
   * @param a finite parameters
   * @param b as many
   */
  public static double relative(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "parameters '%d' and '%d' must be equally many".formatted(a.length, b.length));
    }
    double difference = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      double x = a[i];
      double y = b[i];
      difference += (x - y) * (x - y);
      first += x * x;
      second += y * y;
    }
    double larger = Math.max(first, second);
    return larger == 0 ? 0 : Math.sqrt(difference / larger);
  }
}
