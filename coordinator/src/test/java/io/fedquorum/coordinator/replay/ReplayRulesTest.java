package io.fedquorum.coordinator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.training.TrainingOptions;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Digest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings with rules of their own are computed again by these rules. */
class ReplayRulesTest {
  private static final String OTHER = Digest.of(new byte[] {77}).value();
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

  private static Recorded recorded(String rule, String optimizer) {
    return Recorded.of(
        World.of(7, 2, Behaviour.COLLUDING),
        Specs.rounds(2).with(new TrainingOptions(rule, optimizer)));
  }
}
