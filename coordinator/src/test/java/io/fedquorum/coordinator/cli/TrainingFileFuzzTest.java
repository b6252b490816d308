package io.fedquorum.coordinator.cli;

import io.fedquorum.coordinator.client.CommandFailure;
import io.fedquorum.coordinator.fuzz.Fuzz;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFileFuzzTest {
  private static final String YAML =
      """
      # a training
      name: first
      model: mlp-784-128-10
      rounds: 3
      learningRate: 0.1
      policy: "majority-referee"
      rewardWei: 10000000000000000
      """;
  private static final String JSON = "{\"name\": \"n\", \"jobs\": 3, \"design\": \"auto\"}";

  @TempDir private Path directory;

  @Test
  void shouldReadOrRefuseWhateverIsInTheFile() throws Exception {
    Path file = directory.resolve("training.yaml");
    Fuzz.run(
        "yaml",
        List.of(YAML.getBytes(StandardCharsets.UTF_8), JSON.getBytes(StandardCharsets.UTF_8)),
        bytes -> {
          Files.write(file, bytes);
          TrainingCommand.read(file).toSpec();
        },
        CommandFailure.class,
        InvalidTrainingException.class);
  }
}
