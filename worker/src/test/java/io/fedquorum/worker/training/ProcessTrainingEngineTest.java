package io.fedquorum.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.MalformedArtifactException;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.dataset.Dataset;
import io.fedquorum.worker.training.dataset.DatasetChoice;
import io.fedquorum.worker.training.dataset.DatasetException;
import io.fedquorum.worker.training.dataset.DatasetFile;
import io.fedquorum.worker.training.dataset.DatasetSources;
import io.fedquorum.worker.training.dataset.Datasets;
import io.fedquorum.worker.training.dataset.DigitsSize;
import io.fedquorum.worker.training.dataset.RealMnist;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine with its real trainer. */
class ProcessTrainingEngineTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-784-32-10");
  private static final Hyperparameters HOW = how("0.1", 32);
  private static final Job JOB = new Job(0, 100, 700, 9);

  @TempDir private static Path cache;
  private static Dataset digits;
  private static ProcessTrainingEngine engine;

  @BeforeAll
  static void start() {
    digits = Datasets.resolve(DatasetChoice.DIGITS, sources(Optional.empty()));
    engine = ProcessTrainingEngine.start(digits, TrainerSettings.defaults(line -> {}));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void shouldGiveTheSameBytesInEveryProcess() {
    TrainedResult here = engine.train(task(HOW, JOB));
    try (ProcessTrainingEngine other =
        ProcessTrainingEngine.start(digits, TrainerSettings.defaults(line -> {}))) {
      // A job before it must leave no trace.
      other.train(task(HOW, new Job(1, 0, 50, 3)));

      assertThat(other.train(task(HOW, JOB))).isEqualTo(here);
      assertThat(other.profile()).isEqualTo(engine.profile());
    }
  }

  @Test
  void shouldDependOnRangeSeedAndPermutation() {
    TrainedResult result = engine.train(task(HOW, JOB));

    assertThat(engine.train(task(HOW, new Job(0, 100, 700, 10)))).isNotEqualTo(result);
    assertThat(engine.train(task(HOW, new Job(0, 101, 701, 9)))).isNotEqualTo(result);
    assertThat(engine.train(new TrainingTask(MODEL, engine.initialModel(MODEL, 5), HOW, 78, JOB)))
        .isNotEqualTo(result);
    assertThat(engine.train(task(HOW, new Job(4, 100, 700, 9)))).isEqualTo(result);
  }

  @Test
  void shouldLearnAndGiveCanonicalBytes() {
    byte[] start = engine.initialModel(MODEL, 5);

    TrainedResult result = engine.train(task(HOW, new Job(0, 0, 1_500, 1)));

    Evaluation before = engine.evaluate(MODEL, start);
    Evaluation after = engine.evaluate(MODEL, result.artifact());
    assertThat(before.total()).isEqualTo(200);
    assertThat(after.correct()).isGreaterThan(before.correct() + 50);
    assertThat(after.loss()).isLessThan(before.loss());
    assertThat(result.samples()).isEqualTo(1_500);
    assertThat(ModelArtifact.encode(MODEL, ModelArtifact.decode(MODEL, result.artifact())))
        .isEqualTo(result.artifact());
    assertThat(engine.evaluate(MODEL, result.artifact())).isEqualTo(after);
  }

  @Test
  void shouldTrainTheWrongWayOnFlippedLabels() {
    Dataset flipped = Datasets.labelFlipped(digits, cache);
    Job job = new Job(0, 0, 1_500, 1);
    byte[] honest = engine.train(task(HOW, job)).artifact();

    try (ProcessTrainingEngine other =
        ProcessTrainingEngine.start(flipped, TrainerSettings.defaults(line -> {}))) {
      byte[] poisoned = other.train(task(HOW, job)).artifact();

      assertThat(engine.evaluate(MODEL, poisoned).correct())
          .isLessThan(engine.evaluate(MODEL, honest).correct() - 50);
      assertThat(other.train(task(HOW, job)).artifact()).as("so they collude").isEqualTo(poisoned);
    }
  }

  @Test
  void shouldSayThatATrainingDiverged() {
    assertThatThrownBy(() -> engine.train(task(how("1e29", 32), JOB)))
        .isInstanceOf(NonFiniteResultException.class)
        .hasMessageContaining("diverged");
    assertThat(engine.train(task(HOW, JOB)).samples()).isEqualTo(600);
  }

  @Test
  void shouldRefuseARangeOutsideTheTrainingSet() {
    assertThatThrownBy(() -> engine.train(task(HOW, new Job(0, 0, 1_501, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be within the 1500 training images");
  }

  @Test
  void shouldRefuseAModelThatDoesNotTakeTheImages() {
    ModelSpec model = ModelSpec.parse("mlp-783-10");

    assertThatThrownBy(() -> engine.evaluate(model, engine.initialModel(model, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model mlp-783-10 must have 784 inputs and 10 outputs for this dataset");
  }

  @Test
  void shouldRefuseAnArtifactOfAnotherModel() {
    assertThatThrownBy(() -> engine.evaluate(MODEL, new byte[7]))
        .isInstanceOf(MalformedArtifactException.class);
  }

  @Test
  void shouldReplaceATrainerThatWasKilled() {
    TrainedResult before = engine.train(task(HOW, JOB));
    ProcessHandle trainer = ProcessHandle.of(engine.trainerPid()).orElseThrow();

    trainer.destroyForcibly();
    trainer.onExit().join();

    assertThat(engine.train(task(HOW, JOB))).isEqualTo(before);
    assertThat(engine.trainerPid()).isNotEqualTo(trainer.pid());
  }

  @Test
  void shouldNameADatasetThatWasChangedAfterItWasChecked(@TempDir Path copy) throws IOException {
    for (DatasetFile file : DatasetFile.values()) {
      Files.copy(digits.directory().resolve(file.fileName()), copy.resolve(file.fileName()));
    }
    Path labels = copy.resolve(DatasetFile.TEST_LABELS.fileName());
    Files.write(labels, new byte[] {0, 0, 8});
    Dataset damaged = new Dataset(digits.ref(), copy, "test");

    try (ProcessTrainingEngine other =
        ProcessTrainingEngine.start(damaged, TrainerSettings.defaults(line -> {}))) {
      assertThatThrownBy(() -> other.evaluate(MODEL, engine.initialModel(MODEL, 1)))
          .isInstanceOf(DatasetException.class)
          .hasMessageStartingWith(labels + ": ");
    }
  }

  @Test
  void shouldEndWhenItsEngineIsGone() throws Exception {
    Process orphan =
        new ProcessBuilder(TrainerCommand.of(digits, TrainerSettings.defaults(line -> {})))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      orphan.getOutputStream().close();

      assertThat(orphan.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(orphan.exitValue()).isZero();
    } finally {
      orphan.destroyForcibly();
    }
  }

  @Test
  void shouldLearnMnistInOneJob() {
    assumeTrue(RealMnist.directory().isPresent(), "the real MNIST files are not here");
    Dataset mnist = Datasets.resolve(DatasetChoice.MNIST, sources(RealMnist.directory()));
    try (ProcessTrainingEngine real =
        ProcessTrainingEngine.start(mnist, TrainerSettings.defaults(line -> {}))) {
      TrainedResult result = real.train(task(how("0.1", 64), new Job(0, 0, 8_571, 1)));

      assertThat(real.evaluate(MODEL, result.artifact()).accuracy())
          .isGreaterThan(new BigDecimal("0.85"));
    }
  }

  private static TrainingTask task(Hyperparameters how, Job job) {
    return new TrainingTask(MODEL, engine.initialModel(MODEL, 5), how, 77, job);
  }

  private static Hyperparameters how(String learningRate, int batchSize) {
    return new Hyperparameters(new BigDecimal(learningRate), new BigDecimal("0.9"), batchSize, 1);
  }

  private static DatasetSources sources(Optional<Path> configured) {
    return new DatasetSources(
        configured,
        List.of(),
        cache,
        List.of(),
        Duration.ofSeconds(1),
        new DigitsSize(1_500, 200),
        note -> {});
  }
}
