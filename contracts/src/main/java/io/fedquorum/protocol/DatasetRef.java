package io.fedquorum.protocol;

import java.util.Objects;

/**
 * Which data a training uses. Two parties hold the same data when the digests are equal.
 *
 * @param name {@code mnist}, or {@code digits} for the generated stand-in
 * @param train number of training images
 * @param test number of test images
 * @param sha256 SHA-256 over the four unpacked IDX files, one after the other: training images,
 *     training labels, test images, test labels
 */
public record DatasetRef(String name, int train, int test, Digest sha256) {
  public DatasetRef {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sha256, "sha256");
    if (train < 1 || test < 1) {
      throw new IllegalArgumentException("dataset " + name + " must hold images in both parts");
    }
  }
}
