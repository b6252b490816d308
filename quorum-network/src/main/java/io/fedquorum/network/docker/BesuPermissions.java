package io.fedquorum.network.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedquorum.network.genesis.NetworkFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Besu's form of {@code permissioned-nodes.json}: the same list in TOML. */
final class BesuPermissions {
  static final String FILE = "permissions_config.toml";

  private BesuPermissions() {}

  /** Writes it next to GoQuorum's. */
  static void write(Path nodeDirectory) {
    Path source = nodeDirectory.resolve(NetworkFiles.PERMISSIONED_NODES);
    try {
      String[] enodes = new ObjectMapper().readValue(source.toFile(), String[].class);
      String list =
          Arrays.stream(enodes).map(e -> '"' + e + '"').collect(Collectors.joining(",\n  "));
      Files.writeString(
          nodeDirectory.resolve(FILE), "nodes-allowlist = [\n  %s\n]\n".formatted(list));
    } catch (IOException e) {
      throw new UncheckedIOException("'" + source + "' cannot be copied", e);
    }
  }
}
