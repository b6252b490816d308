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
  /** The system property that names the project's directory; the launcher sets it. */
  public static final String INSTALL = "fedquorum.install";

  private static final String SHARED = "../shared/mnist";

  public DatasetSources {
    Objects.requireNonNull(configured, "configured");
    candidates = List.copyOf(candidates);
    Objects.requireNonNull(cache, "cache");
    mirrors = List.copyOf(mirrors);
    Objects.requireNonNull(downloadTimeout, "downloadTimeout");
    Objects.requireNonNull(digits, "digits");
    Objects.requireNonNull(notes, "notes");
  }

  /**
   * The usual places: {@code FEDQ_DATA}, then {@code ../shared/mnist} beside the project and beside
   * the working directory, then {@code ~/.cache/fedquorum}, then the public mirrors.
   *
   * @param configured a directory that the user named some other way; without it {@code FEDQ_DATA}
   */
  public static DatasetSources standard(Optional<Path> configured, Consumer<String> notes) {
    Optional<Path> named =
        configured.or(
            () ->
                Optional.ofNullable(System.getenv(Datasets.VARIABLE))
                    .filter(text -> !text.isBlank())
                    .map(Path::of));
    Path install = Path.of(System.getProperty(INSTALL, ""));
    return new DatasetSources(
        named,
        List.of(install.resolve(SHARED).normalize(), Path.of(SHARED)),
        Path.of(System.getProperty("user.home"), ".cache", "fedquorum"),
        MnistDownload.PUBLIC_MIRRORS,
        Duration.ofSeconds(15),
        DigitsSize.DEFAULT,
        notes);
  }
}
