package io.fedquorum.worker.training.trainer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A mini-batch: native arrays of a fixed size that are filled again and again. */
final class Batch implements AutoCloseable {
  private final Samples samples;
  private final int classes;
  private final float[] pixels;
  private final float[] oneHot;
  private final INDArray features;
  private final INDArray labels;

  Batch(Samples samples, int size, int classes) {
    this.samples = samples;
    this.classes = classes;
    pixels = new float[size * samples.pixels()];
    oneHot = new float[size * classes];
    features = Nd4j.create(pixels, new int[] {size, samples.pixels()}, 'c');
    labels = Nd4j.create(oneHot, new int[] {size, classes}, 'c');
  }

  int size() {
    return oneHot.length / classes;
  }

  /** Fills the batch with the samples {@code base + order[from…]}, looked up in the permutation. */
  void fill(int[] permutation, int base, int[] order, int from) {
    Arrays.fill(oneHot, 0f);
    for (int i = 0; i < size(); i++) {
      put(i, permutation[base + order[from + i]]);
    }
    copy();
  }

  /** Fills the batch with consecutive samples. */
  void fill(int from) {
    Arrays.fill(oneHot, 0f);
    for (int i = 0; i < size(); i++) {
      put(i, from + i);
    }
    copy();
  }

  INDArray features() {
    return features;
  }

  INDArray labels() {
    return labels;
  }

  @Override
  public void close() {
    features.close();
    labels.close();
  }

  private void put(int row, int sample) {
    samples.scaleTo(pixels, row * samples.pixels(), sample);
    oneHot[row * classes + samples.label(sample)] = 1f;
  }

  private void copy() {
    features.data().asNioFloat().put(pixels);
    labels.data().asNioFloat().put(oneHot);
  }
}
