package io.fedquorum.worker.training.dataset;

import io.fedquorum.protocol.DatasetRef;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A dataset on disk: a directory with the four IDX files of {@link DatasetFile}, plain or gzip.
 *
 * @param ref name, sizes and digest
 * @param directory where the files are
 * @param origin where they came from, for people: {@code FEDQ_DATA}, {@code cache}, …
 */
public record Dataset(DatasetRef ref, Path directory, String origin) {
  public Dataset {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(origin, "origin");
  }
}
