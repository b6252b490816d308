package io.fedquorum.worker.training.dataset;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Finds, checks, downloads or generates the dataset that was asked for. */
public final class Datasets {
  /** The environment variable that names the directory with the four MNIST files. */
  public static final String VARIABLE = "FEDQ_DATA";

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
    return resolve(choice, sources, KnownDataset.MNIST);
  }

  static Dataset resolve(DatasetChoice choice, DatasetSources sources, KnownDataset known) {
    if (choice == DatasetChoice.DIGITS) {
      return Digits.dataset(sources.digits(), sources.cache());
    }
    Optional<Dataset> found = find(sources, known);
    if (found.isPresent()) {
      return found.get();
    }
    if (choice == DatasetChoice.MNIST) {
      throw new DatasetException(
          "no MNIST in %s or %s, and no mirror gave it; set %s to a directory with its four files"
              .formatted(sources.candidates(), sources.cache().resolve("mnist"), VARIABLE));
    }
    sources.notes().accept("there is no MNIST here: using generated digits instead");
    return Digits.dataset(sources.digits(), sources.cache());
  }

  private static Optional<Dataset> find(DatasetSources sources, KnownDataset known) {
    if (sources.configured().isPresent()) {
      return sources.configured().map(directory -> known.verified(directory, VARIABLE));
    }
    for (Path candidate : sources.candidates()) {
      if (known.isIn(candidate)) {
        return Optional.of(known.verified(candidate, candidate.toString()));
      }
    }
    Path cached = sources.cache().resolve(known.ref().name());
    if (known.isIn(cached)) {
      return Optional.of(known.verified(cached, "cache"));
    }
    return new MnistDownload(known, sources.downloadTimeout(), sources.notes())
        .into(cached, sources.mirrors());
  }

  /**
   * A dataset of its own with the first training images of another and all of its test images,
   * named such as {@code mnist-first-6000}; written below the cache directory.
   *
   * @param train how many training images, 1 to as many as there are
   */
  public static Dataset first(Dataset whole, int train, Path cache) {
    if (train < 1 || train > whole.ref().train()) {
      throw new IllegalArgumentException(
          "training images '%d' must be 1 to %d".formatted(train, whole.ref().train()));
    }
    String name = whole.ref().name() + "-first-" + train;
    Path directory = cache.resolve(name + "-" + whole.ref().sha256().value().substring(0, 16));
    return new OwnDataset(name, "first images of " + whole.origin())
        .in(directory, () -> cut(whole, train));
  }

  /**
   * A dataset of its own with the images of another and each training label y turned into 9 − y,
   * named such as {@code mnist-label-flipped}; written below the cache directory. For simulated
   * attackers only (label flipping: V. Tolpegin et al., "Data Poisoning Attacks Against Federated
   * Learning Systems", 2020).
   */
  public static Dataset labelFlipped(Dataset whole, Path cache) {
    String name = whole.ref().name() + "-label-flipped";
    Path directory = cache.resolve(name + "-" + whole.ref().sha256().value().substring(0, 16));
    return new OwnDataset(name, "flipped labels of " + whole.origin())
        .in(directory, () -> flipped(whole));
  }

  private static Map<DatasetFile, IdxFile> flipped(Dataset whole) {
    Map<DatasetFile, IdxFile> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      IdxFile all = file.read(whole.directory());
      files.put(file, file == DatasetFile.TRAIN_LABELS ? all.labelsFlipped() : all);
    }
    return files;
  }

  private static Map<DatasetFile, IdxFile> cut(Dataset whole, int train) {
    Map<DatasetFile, IdxFile> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      IdxFile all = file.read(whole.directory());
      boolean training = file == DatasetFile.TRAIN_IMAGES || file == DatasetFile.TRAIN_LABELS;
      files.put(file, training ? all.first(train) : all);
    }
    return files;
  }
}
