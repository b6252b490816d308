package io.fedquorum.coordinator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import io.fedquorum.coordinator.training.TrainingRequest;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.CanonicalJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadReportTest {
  private static final Path HERE = Path.of("somewhere");

  @ParameterizedTest
  @CsvSource({
    "2, 5, dev, 60, workers '2' must be 3 to 5000",
    "5001, 5, dev, 60, workers '5001' must be 3 to 5000",
    "3, 0, dev, 60, rounds '0' must be 1 to 1000",
    "3, 5, ganache, 60, 'chain ''ganache'' must be one of auto'",
    "3, 5, dev, 4, window-seconds '4' must be 5 to 3600"
  })
  void shouldRefuseWhatCannotBe(
      int workers, int rounds, String chain, int seconds, String message) {
    assertThatThrownBy(() -> new LoadOptions(workers, rounds, chain, seconds, HERE))
        .isInstanceOf(InvalidTrainingException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void shouldAskForATrainingThatTheCoordinatorTakes() {
    LoadOptions options = new LoadOptions(1_000, 5, "dev", 600, HERE);

    TrainingRequest request =
        CanonicalJson.mapper().convertValue(options.request(), TrainingRequest.class);

    assertThat(request.toSpec().jobs()).isEqualTo(1_000);
    assertThat(request.toSpec().policy()).as("a referee would train").isEqualTo("majority");
  }

  @Test
  void shouldCountAnswersOfEachRoundFromTheLog() {
    World world = World.of(7, 2, Behaviour.SILENT);
    Run run = new Run(world, Specs.of(2, "majority")).toEnd();

    RoundTimes times = new RoundTimes(EventChain.verify(run.log().stream()));

    assertThat(times.rounds()).containsExactly(1, 2);
    assertThat(times.load(1, 2_048, 1_024).correct()).isEqualTo(15);
    assertThat(times.load(2, 2_048, 1_024).missing()).isEqualTo(6);
  }

  @Test
  void shouldSayThatResultsAreCanned() {
    RoundLoad round = new RoundLoad(1, 0.5, 2, 3, 4, 9.5, 3_000, 0, 60, 409_600, 512_000);
    LoadReport report =
        new LoadReport(
            new LoadOptions(1_000, 1, "dev", 600, HERE), "anvil/1", 30, List.of(round), 5_000, 99);

    assertThat(report.text()).contains("canned results (simulated training)", " 400 ", " 500");
    assertThat(report.json().path("simulation").asText()).contains("canned results");
    assertThat(report.json().at("/rounds/0/judgeSeconds").asDouble()).isEqualTo(4);
  }
}
