package io.fedquorum.coordinator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.artifact.ArtifactStoreException;
import io.fedquorum.coordinator.artifact.DiskArtifactStore;
import io.fedquorum.coordinator.eventlog.BrokenChainException;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.MemoryArtifacts;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayArtifactsTest {
  private static Recorded recorded;
  @TempDir private Path directory;

  @BeforeAll
  static void record() {
    recorded = Recorded.of(World.of(7, 2, Behaviour.COLLUDING), Specs.rounds(2));
  }

  @Test
  void shouldNameEachArtifactThatIsMissing() {
    Set<Digest> needed = needed();
    assertThat(needed).hasSizeGreaterThan(20);

    for (Digest digest : needed) {
      MemoryArtifacts poorer = recorded.world().artifacts().copy();
      poorer.lose(digest);

      assertThat(catchThrowable(() -> replay(poorer)))
          .as("without %s", digest)
          .isInstanceOf(DivergenceException.class)
          .hasMessageContaining(digest.value())
          .hasMessageContaining("missing");
    }
  }

  @Test
  void shouldNameADamagedArtifactOnDisk() throws IOException {
    DiskArtifactStore disk = new DiskArtifactStore(directory);
    needed().forEach(digest -> disk.put(recorded.world().artifacts().get(digest).orElseThrow()));
    Digest model = needed().iterator().next();
    Path file = fileOf(model);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    file.toFile().setWritable(true);
    Files.write(file, bytes);

    assertThatThrownBy(() -> replay(disk))
        .isInstanceOf(ArtifactStoreException.class)
        .hasMessageContaining(model.value());
  }

  @Test
  void shouldStopAtADamagedArtifactBeforeItTrains() throws IOException {
    Path artifacts = Files.createDirectory(directory.resolve("artifacts"));
    Files.writeString(artifacts.resolve("ab".repeat(32)), "other bytes");
    Path log = directory.resolve("events.jsonl");
    Files.writeString(log, String.join("\n", recorded.log()) + "\n");

    assertThatThrownBy(() -> session(log, artifacts))
        .isInstanceOf(ArtifactStoreException.class)
        .hasMessageContaining("artifact " + "ab".repeat(32) + " is damaged");
  }

  @Test
  void shouldRefuseALogFileWithoutItsEnd() throws IOException {
    Path log = directory.resolve("events.jsonl");
    Files.writeString(log, String.join("\n", recorded.log()));

    assertThatThrownBy(() -> session(log, directory))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("line %d".formatted(recorded.log().size()));
  }

  @Test
  void shouldRefuseALogFileThatIsNotText() throws IOException {
    Path log = directory.resolve("events.jsonl");
    Files.write(log, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatThrownBy(() -> session(log, directory)).isInstanceOf(BrokenChainException.class);
  }

  @Test
  void shouldRefuseALogThatDoesNotBeginWithItsTraining() throws IOException {
    Path log = directory.resolve("events.jsonl");
    List<String> late = Recorded.seal(recorded.entries().subList(1, 5));
    Files.writeString(log, String.join("\n", late) + "\n");

    assertThatThrownBy(() -> session(log, directory))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("TrainingCreated");
  }

  /** All that facts name, but for results that were not accepted. */
  private static Set<Digest> needed() {
    Set<Digest> needed = new LinkedHashSet<>();
    for (var entry : recorded.entries()) {
      for (String field : List.of("jobList", "model", "assignment", "verdicts")) {
        if (entry.data().has(field)) {
          needed.add(new Digest(entry.data().path(field).asText()));
        }
      }
      if (entry.data().has("verdict")) {
        needed.add(new Digest(entry.data().at("/verdict/accepted").asText()));
      }
    }
    return needed;
  }

  private Path fileOf(Digest digest) throws IOException {
    try (var files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().equals(digest.value()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static ReplayReport session(Path log, Path artifacts) {
    return new ReplaySession(line -> {}).run(log, artifacts, Optional.empty(), Optional.empty());
  }

  private static ReplayReport replay(ArtifactStore store) {
    return new Replay(
            store,
            new WorldEngine(),
            Optional.empty(),
            new ReplayOptions(Optional.empty(), line -> {}))
        .run(recorded.log().stream());
  }
}
