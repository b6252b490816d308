package io.fedquorum.worker.training.trainer;

import io.fedquorum.worker.training.dataset.DatasetException;
import io.fedquorum.worker.training.dataset.DatasetFile;
import io.fedquorum.worker.training.numeric.Permutation;
import java.nio.file.Path;

/** The dataset of this process; each half is read when it is first needed, and kept. */
final class TrainingData {
  private final Path directory;
  private final int trainCount;
  private final int testCount;
  private Samples train;
  private Samples test;
  private int[] permutation;
  private long permutationSeed;

  TrainingData(Path directory, int trainCount, int testCount) {
    this.directory = directory;
    this.trainCount = trainCount;
    this.testCount = testCount;
  }

  Samples train() {
    if (train == null) {
      train = read(DatasetFile.TRAIN_IMAGES, DatasetFile.TRAIN_LABELS, trainCount);
    }
    return train;
  }

  Samples test() {
    if (test == null) {
      test = read(DatasetFile.TEST_IMAGES, DatasetFile.TEST_LABELS, testCount);
    }
    return test;
  }

  /** The training set's permutation; the last one is kept, as a training has one. */
  int[] permutation(long seed) {
    if (permutation == null || permutationSeed != seed) {
      permutation = Permutation.of(train().count(), seed);
      permutationSeed = seed;
    }
    return permutation;
  }

  private Samples read(DatasetFile images, DatasetFile labels, int count) {
    Samples samples = new Samples(images.read(directory), labels.read(directory));
    if (samples.count() != count) {
      throw new DatasetException(
          "%s: %d images must be %d; the files were changed"
              .formatted(directory.resolve(images.fileName()), samples.count(), count));
    }
    return samples;
  }
}
