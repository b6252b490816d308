package io.fedquorum.coordinator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings with tolerant agreement are judged again from the answers' bytes. */
class ReplayTolerantTest {
  private static World world(int others, Behaviour behaviour) {
    List<Behaviour> all = new ArrayList<>();
    all.addAll(Collections.nCopies(4, Behaviour.HONEST));
    all.addAll(Collections.nCopies(3 - others, Behaviour.OTHER_PROFILE));
    all.addAll(Collections.nCopies(others, behaviour));
    return new World(all.toArray(Behaviour[]::new));
  }

  private static TrainingSpec spec(String policy, String agreement) {
    return Specs.of(2, policy).with(new TrainingOptions(null, null, null, agreement, null));
  }

  private static Recorded recorded(int others, Behaviour behaviour, String policy) {
    return Recorded.of(world(others, behaviour), spec(policy, "tolerant:0.001"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, HONEST, majority",
    "0, HONEST, majority-referee",
    "2, OUTSIDE, majority",
    "2, OUTSIDE, majority-referee",
    "2, OUTSIDE, majority-referee-audit:0.5",
    "2, INSIDE, majority",
    "2, INSIDE, majority-referee",
    "2, NO_UPLOAD, majority",
    "2, NO_UPLOAD, majority-referee",
    "2, JOB_LIST, majority-referee",
    "2, SILENT, majority-referee",
    "2, WRONG_COUNT, majority"
  })
  void shouldVerifyWhateverWorkersDo(int others, Behaviour behaviour, String policy) {
    Recorded training = recorded(others, behaviour, policy);

    ReplayReport report = training.replayWithChain(training.log());

    assertThat(report.complete()).isTrue();
    // Any two workers meet in one job of a round; there a majority is theirs.
    boolean outvoted = behaviour == Behaviour.OUTSIDE && policy.equals("majority");
    assertThat(report.wrongAccepted()).isEqualTo(outvoted ? 2 : 0);
    assertThat(training.replay(training.log(), Optional.of(1)).complete()).isTrue();
  }

  @Test
  void shouldCountWhatColludersOutsideTheThresholdWon() {
    Recorded training =
        Recorded.of(
            new World(Behaviour.HONEST, Behaviour.OUTSIDE, Behaviour.OUTSIDE, Behaviour.OUTSIDE),
            spec("majority", "tolerant:0.001"));

    assertThat(training.replay(training.log()).wrongAccepted()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"correct, unproven", "correct, wrong", "unproven, wrong", "wrong, unproven"})
  void shouldRefuseAnotherOutcome(String said, String other) {
    Recorded training = recorded(2, Behaviour.OUTSIDE, "majority-referee");
    for (int index : training.places("JobJudged")) {
      JsonNode replicas = training.entries().get(index).data().at("/verdict/replicas");
      for (int i = 0; i < replicas.size(); i++) {
        if (replicas.get(i).path("outcome").asText().equals(said)) {
          String pointer = "/verdict/replicas/%d/outcome".formatted(i);
          assertThatThrownBy(
                  () -> training.replay(training.changed(index, pointer, Recorded.json(other))))
              .isInstanceOf(DivergenceException.class)
              .hasMessageStartingWith("event %d ".formatted(index + 1));
          return;
        }
      }
    }
    throw new AssertionError("no replica was judged " + said);
  }

  @Test
  void shouldRefuseAnotherMemberOfTheClusterAsTheAcceptedResult() {
    Recorded training = recorded(2, Behaviour.INSIDE, "majority-referee");
    int index = training.places("JobJudged").get(0);
    String accepted = training.entries().get(index).data().at("/verdict/accepted").asText();
    String member =
        training.places("WorkerRevealed").stream()
            .flatMap(i -> values(training.entries().get(i).data().path("digests")).stream())
            .filter(digest -> !digest.equals(accepted))
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(
            () ->
                training.replay(
                    training.changed(index, "/verdict/accepted", Recorded.json(member))))
        .isInstanceOf(DivergenceException.class);
  }

  @Test
  void shouldRefuseARefereesResultThatIsNearAndNotItsOwn() {
    Recorded training = recorded(2, Behaviour.INSIDE, "majority-referee-audit:1");
    int index = training.places("JobJudged").get(0);
    JsonNode verdict = training.entries().get(index).data().path("verdict");
    assertThat(verdict.path("basis").asText()).isEqualTo("audit");
    String other =
        training.places("WorkerRevealed").stream()
            .flatMap(i -> values(training.entries().get(i).data().path("digests")).stream())
            .filter(digest -> !digest.equals(verdict.path("accepted").asText()))
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(
            () ->
                training.replay(training.changed(index, "/verdict/accepted", Recorded.json(other))))
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("event %d ".formatted(index + 1))
        .hasMessageContaining("the referee's result");
  }

  @ParameterizedTest
  @CsvSource({"tolerant:0.0001", "exact"})
  void shouldRefuseAnotherThreshold(String agreement) {
    Recorded training = recorded(2, Behaviour.INSIDE, "majority-referee");

    assertThatThrownBy(
            () ->
                training.replay(
                    training.changed(0, "/spec/options/agreement", Recorded.json(agreement))))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("jobList");
  }

  @Test
  void shouldRefuseToJudgeWithoutTheBytesOfAnAnswerThatWasJudged() {
    Recorded training = recorded(2, Behaviour.OUTSIDE, "majority-referee");
    int reveal = training.places("WorkerRevealed").get(0);
    Digest lost = new Digest(training.entries().get(reveal).data().at("/digests/0").asText());
    training.world().artifacts().lose(lost);

    assertThatThrownBy(() -> training.replay(training.log()))
        .isInstanceOf(DivergenceException.class);
  }

  private static List<String> values(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asText()));
    return values;
  }
}
