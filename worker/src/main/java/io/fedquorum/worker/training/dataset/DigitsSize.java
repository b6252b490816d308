package io.fedquorum.worker.training.dataset;

/**
 * Sizes of a generated dataset.
 *
 * @param train training images, 1 to 1,000,000
 * @param test test images, 1 to 1,000,000
 */
public record DigitsSize(int train, int test) {
  /** 12,000 training and 2,000 test images. */
  public static final DigitsSize DEFAULT = new DigitsSize(12_000, 2_000);

  private static final int MOST = 1_000_000;

  public DigitsSize {
    if (train < 1 || test < 1 || train > MOST || test > MOST) {
      throw new IllegalArgumentException(
          "digits sizes " + train + " and " + test + " must be 1 to " + MOST);
    }
  }
}
