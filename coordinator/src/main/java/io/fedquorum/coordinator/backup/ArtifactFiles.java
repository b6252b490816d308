package io.fedquorum.coordinator.backup;

import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of an artifact store, whose names are their digests. */
final class ArtifactFiles {
  private static final String NAME = "[0-9a-f]{64}";

  private ArtifactFiles() {}

  /** All digests that the store holds; what is unfinished has no such name. */
  static List<Digest> list(Path store) throws IOException {
    if (Files.notExists(store)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(NAME))
          .sorted()
          .map(Digest::new)
          .toList();
    }
  }

  static Path path(Path store, Digest digest) {
    String name = digest.value();
    return store.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
  }
}
