package io.fedquorum.coordinator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.coordinator.eventlog.SealedLog.Entry;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.coordinator.world.WorldChain;
import io.fedquorum.coordinator.world.WorldEngine;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainRecordTest {
  private static Recorded recorded;

  @BeforeAll
  static void record() {
    recorded = Recorded.of(World.of(7, 2, Behaviour.WITHHELD_REVEAL), Specs.rounds(2));
  }

  @Test
  void shouldConfirmALogThatTellsWhatStandsOnChain() {
    ReplayReport report = recorded.replayWithChain(recorded.log());

    assertThat(report.chainChecked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TrainingCreated",
        "RoundOpened",
        "RoundAssigned",
        "WorkerCommitted",
        "RevealOpened",
        "WorkerRevealed",
        "RoundSettled",
        "TrainingClosed",
        "TrainingRefunded"
      })
  void shouldNameTheFactWhoseTransactionIsNotOnTheChain(String type) {
    int index = recorded.places(type).get(0);
    List<String> forged = recorded.changed(index, "/transaction/hash", Recorded.json(Bytes32.ZERO));

    assertThatThrownBy(() -> recorded.replayWithChain(forged))
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("event %d (io.fedquorum.%s)".formatted(index + 1, type));
  }

  @ParameterizedTest
  @CsvSource({
    "RoundAssigned, /commitDeadline, 99",
    "RevealOpened, /revealDeadline, 99",
    "TrainingRefunded, /amount, 1000000",
    "TrainingRefunded, /amount, 419",
    "WorkerCommitted, /transaction/block, 1",
    "RoundSettled, /transaction/block, 1",
    "TrainingClosed, /transaction/block, 1"
  })
  void shouldNameTheFactThatTheChainTellsOtherwise(String type, String pointer, String value)
      throws Exception {
    int index = recorded.places(type).get(0);
    List<String> forged = recorded.changed(index, pointer, CanonicalJson.mapper().readTree(value));

    assertThatThrownBy(() -> recorded.replayWithChain(forged))
        .isInstanceOf(DivergenceException.class)
        .hasMessageStartingWith("event %d (io.fedquorum.%s)".formatted(index + 1, type));
  }

  @Test
  void shouldNoticeACommitmentOfAnotherWorkerInAWithheldReveal() {
    int index =
        recorded.places("WorkerCommitted").stream()
            .filter(i -> isWithheld(recorded.entries().get(i)))
            .findFirst()
            .orElseThrow();
    List<String> forged = recorded.changed(index, "/commitment", Recorded.json(Bytes32.ZERO));

    assertThat(catchThrowable(() -> recorded.replay(forged)))
        .as("the computation alone can't know it")
        .isNull();
    assertThatThrownBy(() -> recorded.replayWithChain(forged))
        .hasMessageStartingWith("event %d (io.fedquorum.WorkerCommitted)".formatted(index + 1))
        .hasMessageContaining("commitment on chain");
  }

  @Test
  void shouldRefuseALogThatEndsBeforeTheChainDoes() {
    int last = recorded.log().size() - 1;

    for (int length : new int[] {last, last - 1, last / 2, 1}) {
      assertThat(catchThrowable(() -> recorded.replayWithChain(recorded.log().subList(0, length))))
          .as("%d events", length)
          .isInstanceOf(DivergenceException.class);
    }
  }

  @Test
  void shouldNameTheEventThatTheLogLeavesOut() {
    List<ContractEvent> more = new ArrayList<>(recorded.world().chain().allEvents());
    ContractEvent.Position nowhere =
        new ContractEvent.Position(9_999, Bytes32.ZERO, Bytes32.ZERO, 0);
    more.add(new ContractEvent.Committed(nowhere, 1, 1, WorldChain.COORDINATOR, Bytes32.ZERO));

    assertThatThrownBy(() -> replay(new ChainRecord(WorldChain.CHAIN_ID, more)))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("Committed of transaction " + Bytes32.ZERO);
  }

  @Test
  void shouldRefuseAnotherChain() {
    ChainRecord other = new ChainRecord(1, recorded.world().chain().allEvents());

    assertThatThrownBy(() -> replay(other))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("chainId is 1337 in the log, but must be 1");
  }

  @Test
  void shouldRefuseAPaymentThatNeverReachedItsWorker() {
    List<ContractEvent> without =
        recorded.world().chain().allEvents().stream()
            .filter(event -> !(event instanceof ContractEvent.Claimed))
            .toList();

    assertThatThrownBy(() -> replay(new ChainRecord(WorldChain.CHAIN_ID, without)))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("paid to");
  }

  private static boolean isWithheld(Entry commitment) {
    String worker = commitment.data().path("worker").asText();
    return recorded.world().workers(Behaviour.WITHHELD_REVEAL).stream()
        .anyMatch(address -> address.value().equals(worker));
  }

  private static ReplayReport replay(ChainRecord chain) {
    return new Replay(
            recorded.world().artifacts(),
            new WorldEngine(),
            Optional.of(chain),
            new ReplayOptions(Optional.empty(), line -> {}))
        .run(recorded.log().stream());
  }
}
