package io.fedquorum.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.training.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerCommandTest {
  @TempDir private Path directory;

  @Test
  void shouldPinTheNumericEnvironmentAndKeepNothingElseThatCouldChangeIt() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "HOME", "/home/x",
                "OMP_NUM_THREADS", "8",
                "OPENBLAS_CORETYPE", "SkylakeX",
                "LD_PRELOAD", "libmkl.so",
                "JAVA_TOOL_OPTIONS", "-Xint",
                "FEDQ_KEY_PASSWORD", "secret"));

    TrainerCommand.pin(environment, NumericPins.STANDARD);

    assertThat(environment)
        .containsEntry("HOME", "/home/x")
        .containsEntry("OMP_NUM_THREADS", "1")
        .containsEntry("OPENBLAS_NUM_THREADS", "1")
        .containsEntry("OPENBLAS_CORETYPE", "Haswell")
        .doesNotContainKeys("LD_PRELOAD", "JAVA_TOOL_OPTIONS", "FEDQ_KEY_PASSWORD");
  }

  @Test
  void shouldPinTheThreadsAndTheKernelThatWereChosen() {
    Map<String, String> environment = new HashMap<>(Map.of("OPENBLAS_CORETYPE", "Atom"));
    TrainerCommand.pin(environment, NumericPins.of(2, "sandybridge"));
    assertThat(environment)
        .containsEntry("OMP_NUM_THREADS", "2")
        .containsEntry("OPENBLAS_NUM_THREADS", "2")
        .containsEntry("OPENBLAS_CORETYPE", "Sandybridge");

    TrainerCommand.pin(environment, new NumericPins(1, NumericPins.AUTO));
    assertThat(environment).doesNotContainKey("OPENBLAS_CORETYPE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|Haswell|threads '0' must be 1 to 64",
        "65|Haswell|threads '65' must be 1 to 64",
        "1|Pentium|BLAS core 'Pentium' must be one of auto, Prescott"
      })
  void shouldRefuseWhatIsNoProfile(int threads, String core, String message) {
    assertThatThrownBy(() -> NumericPins.of(threads, core))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldUseAClassDataArchiveOnlyWhenItIsThere() throws IOException {
    Path archive = directory.resolve("trainer.jsa");
    TrainerSettings settings =
        TrainerSettings.defaults(line -> {}).withSharedArchive(Optional.of(archive));
    Dataset dataset =
        new Dataset(new DatasetRef("d", 1, 1, Digest.of(new byte[0])), directory, "test");

    assertThat(TrainerCommand.of(dataset, settings)).noneMatch(o -> o.contains("Archive"));
    Files.createFile(archive);
    assertThat(TrainerCommand.of(dataset, settings)).contains("-XX:SharedArchiveFile=" + archive);
  }
}
