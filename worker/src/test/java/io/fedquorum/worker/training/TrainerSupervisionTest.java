package io.fedquorum.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.dataset.Dataset;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the engine treats a trainer that misbehaves; see {@link FakeTrainer}. */
class TrainerSupervisionTest {
  private static final ModelSpec MODEL = ModelSpec.parse("mlp-2-2");
  private static final Evaluation ANSWER = new Evaluation(1, 2, new BigDecimal("0.500000"));

  @TempDir private Path directory;
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void shouldUnderstandATrainerWhoseLibrariesPrint() throws IOException {
    try (ProcessTrainingEngine engine = engine("noise", Duration.ofMinutes(1))) {
      assertThat(evaluate(engine)).isEqualTo(ANSWER);
      assertThat(evaluate(engine)).isEqualTo(ANSWER);
      assertThat(log).contains("stdout: before the profile", "stdout: no newline, then a frame");
    }
  }

  @Test
  void shouldNameATrainerThatDiesAndReplaceItForTheNextCall() throws IOException {
    try (ProcessTrainingEngine engine = engine("die", Duration.ofMinutes(1))) {
      long pid = engine.trainerPid();

      assertThatThrownBy(() -> evaluate(engine))
          .isInstanceOf(TrainerDiedException.class)
          .hasMessage(
              "the trainer process %d ended with status 134 during evaluation of mlp-2-2; its log"
                  + " says why",
              pid);
      assertThat(evaluate(engine)).isEqualTo(ANSWER);
      assertThat(engine.trainerPid()).isNotEqualTo(pid);
    }
  }

  @Test
  void shouldKillATrainerThatIsStuck() throws IOException {
    try (ProcessTrainingEngine engine = engine("hang", Duration.ofMillis(200))) {
      long pid = engine.trainerPid();

      assertThatThrownBy(() -> evaluate(engine))
          .isInstanceOf(TrainerStuckException.class)
          .hasMessage(
              "the trainer gave no answer to evaluation of mlp-2-2 within PT0.2S and was killed");
      ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
      assertThat(ProcessHandle.of(pid)).isEmpty();
    }
  }

  @Test
  void shouldRefuseAReplacementWithAnotherProfile() throws IOException {
    try (ProcessTrainingEngine engine = engine("other-profile", Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> evaluate(engine)).isInstanceOf(TrainerDiedException.class);

      assertThatThrownBy(() -> evaluate(engine))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("the new trainer's numeric profile");
    }
  }

  @Test
  void shouldSayThatATrainerDidNotStart() throws IOException {
    try (ProcessTrainingEngine engine = engine("no-start", Duration.ofMinutes(1))) {
      assertThatThrownBy(engine::profile)
          .isInstanceOf(TrainerDiedException.class)
          .hasMessageContaining("ended with status 7 during its start");
    }
  }

  @Test
  void shouldSayThatThereIsNoJavaLauncher() {
    Path missing = directory.resolve("no-java");

    assertThatThrownBy(() -> ProcessTrainingEngine.start(dataset(), settings(missing)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("the trainer cannot be started: ")
        .hasMessageContaining("no-java");
  }

  @Test
  void shouldRefuseCallsAfterItWasClosed() throws IOException {
    ProcessTrainingEngine engine = engine("noise", Duration.ofMinutes(1));
    engine.close();

    assertThatThrownBy(() -> evaluate(engine))
        .isInstanceOf(TrainingException.class)
        .hasMessage("the training engine is closed");
  }

  @Test
  void shouldStartWithoutAClassDataArchiveThatCrashesTheJvm() throws IOException {
    // given: a launcher that crashes when it is given an archive
    Path archive = Files.createFile(directory.resolve("cut.jsa"));
    Path launcher =
        launcher("case \"$*\" in *SharedArchiveFile*) exit 134;; esac\n" + run("noise"));

    // when
    TrainerSettings settings = settings(launcher).withSharedArchive(Optional.of(archive));
    try (ProcessTrainingEngine engine = ProcessTrainingEngine.start(dataset(), settings)) {
      // then
      assertThat(engine.profile().engine()).isEqualTo("fake");
      assertThat(log).anyMatch(line -> line.contains("starting without"));
    }
  }

  private static Evaluation evaluate(TrainingEngine engine) {
    return engine.evaluate(MODEL, engine.initialModel(MODEL, 1));
  }

  private ProcessTrainingEngine engine(String manner, Duration timeout) throws IOException {
    return ProcessTrainingEngine.start(
        dataset(), settings(launcher(run(manner))).withCallTimeout(timeout));
  }

  private TrainerSettings settings(Path launcher) {
    TrainerSettings own = TrainerSettings.defaults(log::add);
    return new TrainerSettings(
        own.pins(),
        launcher,
        own.classPath(),
        List.of(),
        Optional.empty(),
        own.startTimeout(),
        own.callTimeout(),
        own.log());
  }

  private String run(String manner) {
    return "exec '%s' -cp '%s' %s %s '%s'"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            FakeTrainer.class.getName(),
            manner,
            directory.resolve("state"));
  }

  /** A script in place of the Java launcher. */
  private Path launcher(String script) throws IOException {
    Path launcher = directory.resolve("java");
    Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    return launcher;
  }

  private Dataset dataset() {
    return new Dataset(new DatasetRef("none", 1, 2, Digest.of(new byte[0])), directory, "test");
  }
}
