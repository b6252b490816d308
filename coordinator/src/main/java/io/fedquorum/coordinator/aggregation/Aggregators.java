package io.fedquorum.coordinator.aggregation;

import java.math.BigDecimal;

/** The aggregation rules by name. */
public final class Aggregators {
  private static final String NAMES =
      "fedavg, median, trimmed-mean:F, krum:F, multi-krum:F, geometric-median,"
          + " centred-clipping:RADIUS";

  private Aggregators() {}

  /**
   * The rule of this name, such as {@code fedavg} or {@code krum:2}; F is how many results may be
   * evil.
   *
   * @throws IllegalArgumentException names the rules that exist
   */
  public static Aggregator named(String name) {
    int colon = name.indexOf(':');
    String rule = colon < 0 ? name : name.substring(0, colon);
    String parameter = colon < 0 ? "" : name.substring(colon + 1);
    boolean wantsParameter =
        switch (rule) {
          case "trimmed-mean", "krum", "multi-krum", "centred-clipping" -> true;
          default -> false;
        };
    if (wantsParameter == parameter.isEmpty()) {
      throw unknown(name);
    }
    return switch (rule) {
      case "fedavg" -> new FedAvg();
      case "median" -> TrimmedMean.median();
      case "geometric-median" -> new GeometricMedian();
      case "trimmed-mean" -> TrimmedMean.of(evil(name, parameter));
      case "krum" -> new Krum(evil(name, parameter), false);
      case "multi-krum" -> new Krum(evil(name, parameter), true);
      case "centred-clipping" -> new CentredClipping(radius(name, parameter));
      default -> throw unknown(name);
    };
  }

  private static int evil(String name, String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw unknown(name);
    }
    return Integer.parseInt(text);
  }

  private static BigDecimal radius(String name, String text) {
    if (!text.matches("[0-9]{1,9}([.][0-9]{1,9})?")) {
      throw unknown(name);
    }
    return new BigDecimal(text);
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("aggregation '" + name + "' must be one of " + NAMES);
  }
}
