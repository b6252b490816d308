package io.fedquorum.worker.training.trainer;

import io.fedquorum.worker.training.dataset.DatasetException;
import io.fedquorum.worker.training.dataset.IdxFile;

/**
 * Images and labels as bytes; floats are made batch by batch. A pixel p becomes float32 p / 255.
 *
 * @param images the images
 * @param labels as many labels
 */
record Samples(IdxFile images, IdxFile labels) {
  private static final float[] SCALED = new float[256];

  static {
    for (int i = 0; i < SCALED.length; i++) {
      SCALED[i] = i / 255f;
    }
  }

  Samples {
    if (images.count() != labels.count()) {
      throw new DatasetException(
          "the dataset has %d images and %d labels; there must be as many"
              .formatted(images.count(), labels.count()));
    }
  }

  int count() {
    return images.count();
  }

  int pixels() {
    return images.itemSize();
  }

  int label(int sample) {
    return labels.values()[sample];
  }

  /** Writes one image as floats. */
  void scaleTo(float[] target, int offset, int sample) {
    byte[] values = images.values();
    int size = images.itemSize();
    int from = sample * size;
    for (int i = 0; i < size; i++) {
      target[offset + i] = SCALED[values[from + i] & 0xff];
    }
  }
}
