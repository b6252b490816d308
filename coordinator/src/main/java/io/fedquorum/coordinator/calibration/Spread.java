package io.fedquorum.coordinator.calibration;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Distances of one kind.
 *
 * @param name what was compared
 * @param least the smallest
 * @param most the largest
 * @param count how many
 */
public record Spread(String name, BigDecimal least, BigDecimal most, int count) {
  private static final MathContext DIGITS = new MathContext(4);

  static Spread none(String name) {
    return new Spread(name, null, null, 0);
  }

  Spread with(double distance) {
    BigDecimal rounded = new BigDecimal(distance, DIGITS);
    return new Spread(
        name,
        least == null ? rounded : least.min(rounded),
        most == null ? rounded : most.max(rounded),
        count + 1);
  }

  Spread with(Spread other) {
    return other.count == 0
        ? this
        : new Spread(
            name,
            least == null ? other.least : least.min(other.least),
            most == null ? other.most : most.max(other.most),
            count + other.count);
  }
}
