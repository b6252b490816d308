package io.fedquorum.worker.training.dataset;

import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A public dataset that is accepted only byte for byte.
 *
 * @param ref what it is called when all four files are right
 * @param files SHA-256 of each unpacked file
 */
record KnownDataset(DatasetRef ref, Map<DatasetFile, Digest> files) {
  static final KnownDataset MNIST =
      new KnownDataset(
          new DatasetRef(
              "mnist",
              60_000,
              10_000,
              new Digest("b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a")),
          Map.of(
              DatasetFile.TRAIN_IMAGES,
              new Digest("ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              DatasetFile.TRAIN_LABELS,
              new Digest("65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
              DatasetFile.TEST_IMAGES,
              new Digest("0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
              DatasetFile.TEST_LABELS,
              new Digest("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")));

  /** Whether the directory holds at least one of the four files. */
  boolean isIn(Path directory) {
    for (DatasetFile file : DatasetFile.values()) {
      if (file.find(directory).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The dataset in this directory, after every byte of it was checked. */
  Dataset verified(Path directory, String origin) {
    if (!Files.isDirectory(directory)) {
      throw new DatasetException(
          "%s: '%s' must be a directory with the four files of %s"
              .formatted(origin, directory, ref.name()));
    }
    for (DatasetFile file : DatasetFile.values()) {
      Optional<Path> path = file.find(directory);
      if (path.isEmpty()) {
        throw new DatasetException(
            "%s: '%s' has no %s or %s.gz, one of the four files of %s"
                .formatted(origin, directory, file.fileName(), file.fileName(), ref.name()));
      }
      verify(file, path.get());
    }
    return new Dataset(ref, directory, origin);
  }

  /** Checks one file, packed or plain. */
  void verify(DatasetFile file, Path path) {
    Digest found = IdxFile.digest(path);
    if (!found.equals(files.get(file))) {
      throw new DatasetException(
          "%s: it is damaged or not %s of %s: SHA-256 of the unpacked bytes is %s, must be %s"
              .formatted(path, file.fileName(), ref.name(), found, files.get(file)));
    }
  }
}
