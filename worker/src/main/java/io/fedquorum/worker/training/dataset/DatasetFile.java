package io.fedquorum.worker.training.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The four files of a dataset, in the order in which its digest covers them. */
public enum DatasetFile {
  TRAIN_IMAGES("train-images-idx3-ubyte"),
  TRAIN_LABELS("train-labels-idx1-ubyte"),
  TEST_IMAGES("t10k-images-idx3-ubyte"),
  TEST_LABELS("t10k-labels-idx1-ubyte");

  private final String fileName;

  DatasetFile(String fileName) {
    this.fileName = fileName;
  }

  /** The name of the plain file; the packed one ends in {@code .gz} too. */
  public String fileName() {
    return fileName;
  }

  /** Whether the file holds images; otherwise it holds labels. */
  public boolean holdsImages() {
    return this == TRAIN_IMAGES || this == TEST_IMAGES;
  }

  /** The file in this directory: the plain one, else the packed one. */
  public Optional<Path> find(Path directory) {
    return Stream.of(directory.resolve(fileName), directory.resolve(fileName + ".gz"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * Reads this file of the dataset in a directory.
   *
   * @throws DatasetException when it is missing or malformed
   */
  public IdxFile read(Path directory) {
    Path path =
        find(directory)
            .orElseThrow(
                () ->
                    new DatasetException(directory.resolve(fileName) + ": there is no such file"));
    return IdxFile.read(path, holdsImages());
  }
}
