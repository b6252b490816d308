package io.fedquorum.coordinator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedquorum.coordinator.eventlog.BrokenChainException;
import io.fedquorum.coordinator.eventlog.SealedLog.Entry;
import io.fedquorum.coordinator.round.RoundState.Drawing;
import io.fedquorum.coordinator.round.RoundState.Opening;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.coordinator.round.TrainingState.Wish;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTest {
  private static final String OTHER = Digest.of(new byte[] {77}).value();
  private static Recorded recorded;

  @BeforeAll
  static void record() {
    recorded = Recorded.of(World.of(7, 2, Behaviour.COLLUDING), Specs.rounds(2));
  }

  @ParameterizedTest
  @EnumSource
  void shouldVerifyATrainingWhateverTheWorkersDid(Behaviour behaviour) {
    Recorded other = Recorded.of(World.of(7, 2, behaviour), Specs.rounds(2));

    ReplayReport report = other.replayWithChain(other.log());

    assertThat(report.events()).isEqualTo(other.log().size());
    assertThat(report.rounds()).isEqualTo(2);
    assertThat(report.jobs()).isEqualTo(14);
    assertThat(report.wrongAccepted()).isZero();
    assertThat(report.chainChecked()).isTrue();
    assertThat(report.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"majority", "majority-referee-audit:0.5", "guaranteed"})
  void shouldVerifyATrainingUnderEveryPolicy(String policy) {
    Recorded other = Recorded.of(World.of(7, 7, Behaviour.MEDDLING), Specs.of(3, 2, policy));

    ReplayReport report = other.replayWithChain(other.log());

    assertThat(report.complete()).isTrue();
  }

  @Test
  void shouldVerifyATrainingThatWasCancelledWithARoundThatNobodyCouldBeDrawnFor() {
    World world = World.of(3, 0, Behaviour.HONEST);
    Run run =
        new Run(world, Specs.rounds(2))
            .until(state -> state instanceof Running r && r.round() instanceof Opening);
    world.workers(Behaviour.HONEST).forEach(world::leave);
    run.until(state -> state instanceof Running r && r.round() instanceof Drawing);
    run.change(((Running) run.state()).wishing(Wish.CANCEL));
    Recorded given = new Recorded(world, run.toEnd().log());
    List<Entry> without = given.entries();
    without.remove((int) given.places("RoundAbandoned").get(0));

    assertThat(given.replayWithChain(given.log()).complete()).isTrue();
    assertThatThrownBy(() -> given.replay(Recorded.seal(without)))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("rounds");
  }

  @Test
  void shouldCountTheWrongResultsThatAPolicyLetThrough() {
    Recorded other = Recorded.of(World.of(3, 2, Behaviour.COLLUDING), Specs.of(1, "majority"));

    ReplayReport report = other.replay(other.log());

    assertThat(report.wrongAccepted()).as("two of three agree in every job").isEqualTo(7);
  }

  @Test
  void shouldRefuseAnyChangedByteAndNameItsLine() {
    List<String> log = recorded.log();
    for (int line = 0; line < log.size(); line++) {
      byte[] original = log.get(line).getBytes(StandardCharsets.UTF_8);
      for (int position = line % 97; position < original.length; position += 97) {
        byte[] bytes = original.clone();
        bytes[position] ^= 1;
        List<String> tampered = new ArrayList<>(log);
        tampered.set(line, new String(bytes, StandardCharsets.UTF_8));

        BrokenChainException fault =
            catchThrowableOfType(BrokenChainException.class, () -> recorded.replay(tampered));

        assertThat(fault).as("line %d, byte %d", line + 1, position).isNotNull();
        assertThat(fault.line()).isEqualTo(line + 1L);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TrainingCreated, /spec/seed, 43, TrainingCreated",
    "TrainingCreated, /spec/rewardWei, 11, TrainingCreated",
    "TrainingCreated, /spec/rewardWei, 9, RoundSettled",
    "TrainingCreated, /spec/policy, '\"other\"', TrainingCreated",
    "TrainingCreated, /spec/policy, '\"majority-referee-audit:1\"', JobJudged",
    "TrainingCreated, /dataset/train, 99, TrainingCreated",
    "TrainingCreated, /numericProfile/threads, 2, TrainingCreated",
    "TrainingCreated, /initialModel, DIGEST, TrainingCreated",
    "RoundOpened, /model, DIGEST, RoundOpened",
    "RoundOpened, /jobList, DIGEST, RoundOpened",
    "RoundOpened, /round, 3, RoundOpened",
    "RoundOpened, /seedCommitment, WORD, RoundAssigned",
    "RoundOpened, /blockHash, WORD, RoundAssigned",
    "RoundAssigned, /seed, WORD, RoundAssigned",
    "RoundAssigned, /assignment, DIGEST, RoundAssigned",
    "RoundAssigned, /design, '\"random\"', RoundAssigned",
    "RoundAssigned, /eligibleAtBlock, 1, RoundAssigned",
    "WorkerCommitted, /commitment, WORD, WorkerRevealed",
    "WorkerCommitted, /round, 2, WorkerCommitted",
    "RevealOpened, /round, 2, RevealOpened",
    "WorkerRevealed, /salt, WORD, WorkerRevealed",
    "WorkerRevealed, /digests/0, DIGEST, WorkerRevealed",
    "JobJudged, /verdict/accepted, DIGEST, JobJudged",
    "JobJudged, /verdict/replicas/0/outcome, '\"no-commit\"', JobJudged",
    "JobJudged, /verdict/job, 5, JobJudged",
    "RoundAggregated, /model, DIGEST, RoundAggregated",
    "RoundAggregated, /verdicts, DIGEST, RoundAggregated",
    "RoundEvaluated, /correct, 40, RoundEvaluated",
    "RoundEvaluated, /total, 41, RoundEvaluated",
    "RoundEvaluated, /loss, 0.5, RoundEvaluated",
    "RoundSettled, /model, DIGEST, RoundSettled",
    "RoundSettled, /verdicts, DIGEST, RoundSettled",
    "RoundSettled, /payoutRoot, WORD, RoundSettled",
    "RoundSettled, /totalEarned, 1, RoundSettled",
    "PayoutDelivered, /earned, 1, PayoutDelivered",
    "PayoutDelivered, /slashed, 1, PayoutDelivered",
    "PayoutDelivered, /round, 2, PayoutDelivered",
    "PayoutDelivered, /worker, '\"0x00000000000000000000000000000000000000ff\"', PayoutDelivered",
    "TrainingClosed, /outcome, '\"won\"', TrainingClosed",
    "TrainingClosed, /model, DIGEST, TrainingClosed",
    "TrainingRefunded, /amount, 1, TrainingRefunded"
  })
  void shouldNameTheFirstEventThatDiffersWhenAFactIsChangedAndTheLogSealedAgain(
      String type, String pointer, String value, String named) throws Exception {
    int index = recorded.places(type).get(0);
    List<String> tampered = recorded.changed(index, pointer, parse(value));

    assertThatThrownBy(() -> recorded.replay(tampered))
        .isInstanceOf(DivergenceException.class)
        .hasMessageMatching("(?s)event \\d+ \\(io\\.fedquorum\\." + named + "\\): .*");
  }

  @Test
  void shouldNameTheJobWhoseVerdictIsChanged() throws Exception {
    int index = recorded.places("JobJudged").get(3);
    JsonNode colluders = recorded.entries().get(index).data().at("/verdict/replicas");
    List<String> tampered = recorded.changed(index, "/verdict/accepted", parse("DIGEST"));

    assertThat(colluders).isNotEmpty();
    assertThatThrownBy(() -> recorded.replay(tampered))
        .hasMessageStartingWith("event %d (io.fedquorum.JobJudged)".formatted(index + 1))
        .hasMessageContaining("verdict of job 3");
  }

  @Test
  void shouldRefuseALogThatLeavesOutAnyEvent() {
    for (int index = 0; index < recorded.log().size() - 1; index++) {
      if (recorded.type(index).equals("RoundTimed")) {
        continue;
      }
      List<Entry> entries = recorded.entries();
      entries.remove(index);

      assertThat(catchThrowable(() -> recorded.replay(Recorded.seal(entries))))
          .as("without event %d, %s", index + 1, recorded.type(index))
          .isInstanceOf(DivergenceException.class);
    }
  }

  @Test
  void shouldRefuseALogThatTellsAnythingTwice() {
    for (int index = 0; index < recorded.log().size(); index++) {
      if (recorded.type(index).equals("RoundTimed")) {
        continue;
      }
      List<Entry> entries = recorded.entries();
      entries.add(index, entries.get(index));

      assertThat(catchThrowable(() -> recorded.replay(Recorded.seal(entries))))
          .as("event %d, %s, twice", index + 1, recorded.type(index))
          .isInstanceOf(DivergenceException.class);
    }
  }

  /** Payouts may arrive while the next round is open, so these two may change places. */
  @Test
  void shouldRefuseNeighboursThatChangedPlaces() {
    for (int index = 0; index < recorded.log().size() - 1; index++) {
      Set<String> types = Set.copyOf(List.of(recorded.type(index), recorded.type(index + 1)));
      boolean free =
          types.contains("RoundTimed")
              || types.equals(Set.of("PayoutDelivered", "RoundOpened"))
              || (types.size() == 1 && !types.contains("JobJudged"));
      if (free) {
        continue;
      }
      List<Entry> entries = recorded.entries();
      Collections.swap(entries, index, index + 1);

      assertThat(catchThrowable(() -> recorded.replay(Recorded.seal(entries))))
          .as("events %d and %d changed places: %s", index + 1, index + 2, types)
          .isInstanceOf(DivergenceException.class);
    }
  }

  @Test
  void shouldRefuseAnEventOfAnUnknownType() {
    List<Entry> entries = recorded.entries();
    entries.set(2, new Entry("io.fedquorum.Surprise", entries.get(2).data()));

    assertThatThrownBy(() -> recorded.replay(Recorded.seal(entries)))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("event 3 (io.fedquorum.Surprise)")
        .hasMessageContaining("not one of this version");
  }

  @Test
  void shouldRefuseAFactWithoutAField() throws Exception {
    int index = recorded.places("RoundSettled").get(0);
    List<String> tampered = recorded.changed(index, "/payoutRoot", parse("null"));

    assertThatThrownBy(() -> recorded.replay(tampered))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("payoutRoot");
  }

  @Test
  void shouldSayThatALogThatEndsEarlyIsNotComplete() {
    for (int length = 1; length < recorded.log().size(); length++) {
      ReplayReport report = recorded.replay(recorded.log().subList(0, length));

      assertThat(report.complete()).as("%d events", length).isFalse();
      assertThat(report.events()).isEqualTo(length);
    }
  }

  @Test
  void shouldRefuseAnEmptyLog() {
    assertThatThrownBy(() -> recorded.replay(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void shouldTrainOnlyTheRoundThatIsAskedFor() {
    ReplayReport report = recorded.replay(recorded.log(), Optional.of(2));

    assertThat(report.rounds()).isEqualTo(1);
    assertThat(report.jobs()).isEqualTo(7);
    assertThat(report.complete()).isTrue();
  }

  @Test
  void shouldCheckVerdictsAndMoneyOfRoundsThatItDoesNotTrain() throws Exception {
    int index = recorded.places("JobJudged").get(0);
    String path = "/verdict/replicas/0/outcome";
    List<String> verdict = recorded.changed(index, path, parse("\"no-reveal\""));
    int settled = recorded.places("RoundSettled").get(0);
    List<String> money = recorded.changed(settled, "/totalEarned", parse("1"));

    assertThatThrownBy(() -> recorded.replay(verdict, Optional.of(2)))
        .isInstanceOf(DivergenceException.class);
    assertThatThrownBy(() -> recorded.replay(money, Optional.of(2)))
        .isInstanceOf(DivergenceException.class);
  }

  private static JsonNode parse(String value) throws Exception {
    return switch (value) {
      case "DIGEST" -> Recorded.json(OTHER);
      case "WORD" -> Recorded.json(new Bytes32("0x" + OTHER));
      default -> CanonicalJson.mapper().readTree(value);
    };
  }
}
