package io.fedquorum.coordinator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.eventlog.SealedLog.Entry;
import io.fedquorum.coordinator.training.AdaptiveTerms;
import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings with rules of their own are computed again by these rules. */
class ReplayRulesTest {
  private static final String OTHER_TEXT =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String OTHER = Digest.of(new byte[] {77}).value();
  private static final Recorded ESCALATED =
      Recorded.of(
          World.of(12, 5, Behaviour.SILENT),
          Specs.of(3, 2, "majority-referee").with(new TrainingOptions(null, null, null, null, 8)));
  private static final Recorded ADAPTIVE =
      Recorded.of(
          World.of(7, 2, Behaviour.CHEATS_ALONE),
          Specs.rounds(8)
              .with(new TrainingOptions(null, null, new AdaptiveTerms(3, null, null), null, null)));

  private static Recorded recorded;

  @BeforeAll
  static void record() {
    recorded = recorded("trimmed-mean:1", "fedadam:0.05");
  }

  @ParameterizedTest
  @CsvSource({"median, none", "krum:2, fedavgm", "fedavg, fedyogi", "fedavg, none"})
  void shouldVerifyATrainingUnderEveryRule(String rule, String optimizer) {
    Recorded other = recorded(rule, optimizer);

    ReplayReport report = other.replayWithChain(other.log());

    assertThat(report.complete()).isTrue();
    assertThat(report.wrongAccepted()).isZero();
  }

  @Test
  void shouldStopAtTheEventThatNamesAnotherOptimiserState() {
    int index = recorded.places("RoundAggregated").get(1);

    assertThatThrownBy(
            () -> recorded.replay(recorded.changed(index, "/optimizerState", Recorded.json(OTHER))))
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("event %d (io.fedquorum.RoundAggregated)".formatted(index + 1))
        .hasMessageContaining("optimizerState");
  }

  @Test
  void shouldStopAtTheEventWhoseOptimiserStateIsChangedOrLost() {
    int index = recorded.places("RoundAggregated").get(0);
    String message = "event %d (io.fedquorum.RoundAggregated)".formatted(index + 1);
    Digest state = new Digest(recorded.entries().get(index).data().path("optimizerState").asText());
    Recorded changed = recorded("trimmed-mean:1", "fedadam:0.05");
    changed.world().artifacts().change(state);
    Recorded lost = recorded("trimmed-mean:1", "fedadam:0.05");
    lost.world().artifacts().lose(state);

    assertThatThrownBy(() -> changed.replay(changed.log()))
        .hasMessageStartingWith(message)
        .hasMessageContaining("optimizerState " + state + " is changed");
    assertThatThrownBy(() -> lost.replay(lost.log()))
        .hasMessageStartingWith(message)
        .hasMessageContaining("optimizerState " + state + " is missing");
  }

  @ParameterizedTest
  @CsvSource({"aggregation, median", "serverOptimizer, fedadam:0.04", "aggregation, krum:2"})
  void shouldStopAtTheFirstModelWhenTheLogNamesAnotherRule(String field, String value) {
    int index = recorded.places("RoundAggregated").get(0);

    assertThatThrownBy(
            () ->
                recorded.replay(
                    recorded.changed(0, "/spec/options/" + field, Recorded.json(value))))
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("event %d (io.fedquorum.RoundAggregated)".formatted(index + 1));
  }

  @Test
  void shouldVerifyATrainingWhereSomeWorkAlone() {
    ReplayReport report = ADAPTIVE.replayWithChain(ADAPTIVE.log());

    assertThat(report.complete()).isTrue();
    assertThat(report.wrongAccepted()).as("wrong alone and not audited").isPositive();
  }

  @Test
  void shouldStopAtAnAssignmentThatIsNotThinnedAsTheRecordsSay() {
    int index = ADAPTIVE.places("RoundAssigned").get(3);
    Digest logged = new Digest(ADAPTIVE.entries().get(index).data().path("assignment").asText());
    Assignment thinned =
        CanonicalJson.read(
            ADAPTIVE.world().artifacts().get(logged).orElseThrow(), Assignment.class);
    Assignment full = Designs.again(thinned);
    assertThat(full).isNotEqualTo(thinned);
    Digest other = ADAPTIVE.world().artifacts().put(full.bytes());

    assertThatThrownBy(
            () ->
                ADAPTIVE.replay(
                    ADAPTIVE.changed(index, "/assignment", Recorded.json(other.value()))))
        .hasMessageStartingWith("event %d (io.fedquorum.RoundAssigned)".formatted(index + 1))
        .hasMessageContaining("another draw");
  }

  @ParameterizedTest
  @CsvSource({
    "RoundAssigned, /auditCommitment, true, RoundAggregated",
    "RoundAssigned, /auditCommitment, false, RoundAssigned",
    "RoundAggregated, /auditSecret, true, RoundAggregated",
    "RoundAggregated, /auditSecret, false, RoundAggregated",
    "TrainingCreated, /spec/options/adaptive/auditShare, true, TrainingCreated"
  })
  void shouldStopWhereTheDrawOfAuditsIsChanged(
      String type, String pointer, boolean other, String named) {
    int index = ADAPTIVE.places(type).get(0);
    JsonNode value = other ? Recorded.json("0x" + OTHER) : Recorded.json(null);

    assertThatThrownBy(() -> ADAPTIVE.replay(ADAPTIVE.changed(index, pointer, value)))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("(io.fedquorum.%s)".formatted(named));
  }

  @Test
  void shouldVerifyATrainingWhoseJobsEscalate() {
    ReplayReport report = ESCALATED.replayWithChain(ESCALATED.log());

    assertThat(ESCALATED.places("RoundEscalated")).isNotEmpty();
    assertThat(report.complete()).isTrue();
    assertThat(report.wrongAccepted()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/assignment, '\"" + OTHER_TEXT + "\"', assignment",
    "/openJobs, '[]', openJobs",
    "/committedUpTo, 1, ''"
  })
  void shouldStopAtAnEscalationThatTheChainDoesNotGive(String pointer, String value, String what)
      throws Exception {
    int index = ESCALATED.places("RoundEscalated").get(0);
    JsonNode changed = CanonicalJson.mapper().readTree(value);

    assertThatThrownBy(() -> ESCALATED.replay(ESCALATED.changed(index, pointer, changed)))
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("event %d (io.fedquorum.RoundEscalated)".formatted(index + 1))
        .hasMessageContaining(what);
  }

  @Test
  void shouldMissAnEscalationThatIsLeftOutAndRefuseOneThatIsToldTwice() {
    int index = ESCALATED.places("RoundEscalated").get(0);
    List<Entry> without = ESCALATED.entries();
    without.remove(index);
    List<Entry> twice = ESCALATED.entries();
    twice.add(index, twice.get(index));

    assertThatThrownBy(() -> ESCALATED.replay(Recorded.seal(without)))
        .isInstanceOf(DivergenceException.class);
    assertThatThrownBy(() -> ESCALATED.replay(Recorded.seal(twice)))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("no job is open");
  }

  private static Recorded recorded(String rule, String optimizer) {
    return Recorded.of(
        World.of(7, 2, Behaviour.COLLUDING),
        Specs.rounds(2).with(new TrainingOptions(rule, optimizer, null, null, null)));
  }
}
