package io.fedquorum.network.dev;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.network.node.NetworkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnvilBinaryTest {
  @TempDir Path directory;

  @Test
  void shouldSayThatNodeIsMissing() {
    assertThatThrownBy(() -> AnvilBinary.requireNode(directory, Optional.empty()))
        .isInstanceOf(NetworkException.class)
        .hasMessage("Node.js is not on PATH; Node.js 20 or newer must be on PATH");
  }

  @Test
  void shouldSayThatNodeIsTooOld() throws IOException {
    // given
    Path old = directory.resolve("node");
    Files.writeString(old, "#!/bin/sh\necho v18.19.1\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));

    // when / then
    assertThatThrownBy(() -> AnvilBinary.requireNode(directory, Optional.of(old)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("is of version 'v18.19.1'")
        .hasMessageContaining("20 or newer");
  }

  @Test
  void shouldRefuseADirectoryThatIsNotTheProjects() {
    assertThatThrownBy(() -> AnvilBinary.locate(directory))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("package-lock.json");
  }
}
