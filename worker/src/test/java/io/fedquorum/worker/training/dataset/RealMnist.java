package io.fedquorum.worker.training.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the real MNIST files for tests that need them. */
public final class RealMnist {
  private RealMnist() {}

  /** {@code FEDQ_DATA}, else {@code shared/mnist} beside this checkout or one of its parents. */
  public static Optional<Path> directory() {
    String configured = System.getenv(Datasets.VARIABLE);
    if (configured != null) {
      return Optional.of(Path.of(configured));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path mnist = at.resolve("shared").resolve("mnist");
      if (Files.isDirectory(mnist)) {
        return Optional.of(mnist);
      }
    }
    return Optional.empty();
  }
}
