package io.fedquorum.coordinator.tolerance;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * When two results of a job agree.
 *
 * @param threshold the largest relative L2 distance that counts as agreement, above 0 and below 1;
 *     empty when only equal bytes agree
 */
public record Agreement(Optional<BigDecimal> threshold) {
  /** Only equal bytes agree. */
  public static final Agreement EXACT = new Agreement(Optional.empty());

  private static final String TOLERANT = "tolerant:";

  public Agreement {
    Objects.requireNonNull(threshold, "threshold");
  }

  /**
   * Reads {@code exact} or {@code tolerant:THRESHOLD}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Agreement parse(String text) {
    if (text.equals("exact")) {
      return EXACT;
    }
    try {
      if (text.startsWith(TOLERANT)) {
        BigDecimal threshold = new BigDecimal(text.substring(TOLERANT.length()));
        if (threshold.signum() > 0 && threshold.compareTo(BigDecimal.ONE) < 0) {
          return new Agreement(Optional.of(threshold.stripTrailingZeros()));
        }
      }
    } catch (NumberFormatException e) {
      // Told below, like any other wrong form.
    }
    throw new IllegalArgumentException(
        "agreement '%s' must be exact, or tolerant: and a number above 0 and below 1, such as tolerant:0.001"
            .formatted(text));
  }

  /** Whether results of other numeric profiles count too. */
  public boolean isTolerant() {
    return threshold.isPresent();
  }

  /** The text that {@link #parse} reads back. */
  public String text() {
    return threshold.map(t -> TOLERANT + t.toPlainString()).orElse("exact");
  }
}
