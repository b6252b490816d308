package io.fedquorum.worker.training.dataset;

import java.util.Locale;

/** Which dataset is wanted. */
public enum DatasetChoice {
  /** MNIST if it can be had, else generated digits. */
  AUTO,
  /** MNIST or an error. */
  MNIST,
  /** Generated digits. */
  DIGITS;

  /** Reads {@code auto}, {@code mnist} or {@code digits}. */
  public static DatasetChoice parse(String name) {
    return switch (name) {
      case "auto" -> AUTO;
      case "mnist" -> MNIST;
      case "digits" -> DIGITS;
      default ->
          throw new IllegalArgumentException(
              "dataset '" + name + "' must be auto, mnist or digits");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
