package io.fedquorum.worker.training.dataset;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where {@link Datasets} looks, in this order.
 *
 * @param configured the directory that the user named ({@code FEDQ_DATA}); if given it must hold
 *     MNIST
 * @param candidates directories that may hold MNIST, such as {@code ../shared/mnist}
 * @param cache the cache directory, such as {@code ~/.cache/fedquorum}; downloads and generated
 *     data go there
 * @param mirrors base addresses to download from, tried in order; empty for no download
 * @param downloadTimeout limit for one file
 * @param digits sizes of the generated dataset
 * @param notes takes one line for each step that a person may want to know about
 */
public record DatasetSources(
    Optional<Path> configured,
    List<Path> candidates,
    Path cache,
    List<URI> mirrors,
    Duration downloadTimeout,
    DigitsSize digits,
    Consumer<String> notes) {
  public DatasetSources {
    Objects.requireNonNull(configured, "configured");
    candidates = List.copyOf(candidates);
    Objects.requireNonNull(cache, "cache");
    mirrors = List.copyOf(mirrors);
    Objects.requireNonNull(downloadTimeout, "downloadTimeout");
    Objects.requireNonNull(digits, "digits");
    Objects.requireNonNull(notes, "notes");
  }
}
