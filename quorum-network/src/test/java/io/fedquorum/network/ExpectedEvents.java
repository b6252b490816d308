package io.fedquorum.network;

import static io.fedquorum.network.ChainFixture.PROFILE;
import static io.fedquorum.network.ChainFixture.STAKE;
import static io.fedquorum.network.ChainFixture.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.Batch;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Position;
import io.fedquorum.chain.Cursor;
import io.fedquorum.chain.EventReader;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Keccak;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What the log says of a {@link TrainingStory}; each event takes its position from the log. */
final class ExpectedEvents {
  private final List<Function<Position, ContractEvent>> events = new ArrayList<>();
  private final ChainFixture fixture;

  private ExpectedEvents(ChainFixture fixture) {
    this.fixture = fixture;
  }

  static ExpectedEvents of(TrainingStory story, ChainFixture fixture) {
    ExpectedEvents expected = new ExpectedEvents(fixture);
    expected.addOpening(story);
    expected.addAnswers(story);
    expected.addPayment(story);
    return expected;
  }

  /** All events since the deployment, in batches of so many blocks. */
  static List<ContractEvent> readAll(ChainFixture fixture, int range) {
    EventReader reader = new EventReader(fixture.chain, fixture.contracts, range);
    List<ContractEvent> events = new ArrayList<>();
    Cursor cursor = Cursor.before(fixture.contracts);
    Batch batch = reader.read(cursor);
    while (batch.next().block() > cursor.block()) {
      events.addAll(batch.events());
      cursor = batch.next();
      batch = reader.read(cursor);
    }
    return events;
  }

  void assertEqualTo(List<ContractEvent> found) {
    assertThat(found).hasSameSizeAs(events);
    List<ContractEvent> placed =
        IntStream.range(0, found.size())
            .mapToObj(i -> events.get(i).apply(found.get(i).at()))
            .toList();
    assertThat(found).isEqualTo(placed);
    assertThat(found)
        .allSatisfy(
            e ->
                assertThat(e.at().blockHash())
                    .isEqualTo(fixture.chain.block(e.at().block()).orElseThrow().hash()));
  }

  private void addOpening(TrainingStory story) {
    Address owner = fixture.owner.address();
    story.workers.forEach(
        w -> events.add(at -> new ContractEvent.WorkerJoined(at, w, PROFILE, STAKE)));
    events.add(at -> new ContractEvent.TrainingCreated(at, 1, owner, word("spec")));
    events.add(
        at ->
            new ContractEvent.TrainingFunded(
                at, 1, owner, TrainingStory.FUNDS, TrainingStory.FUNDS));
    events.add(
        at ->
            new ContractEvent.RoundOpened(
                at, 1, 1, word("model 0"), word("jobs"), Keccak.hash(TrainingStory.SEED.bytes())));
    events.add(
        at ->
            new ContractEvent.RoundAssigned(
                at, 1, 1, TrainingStory.SEED, word("assignment"), windowEnd(at)));
  }

  private void addAnswers(TrainingStory story) {
    for (int i = 0; i < 2; i++) {
      int worker = i;
      events.add(
          at ->
              new ContractEvent.Committed(
                  at, 1, 1, story.workers.get(worker), story.commitments.get(worker)));
    }
    events.add(at -> new ContractEvent.RevealOpened(at, 1, 1, windowEnd(at)));
    story.workers.stream()
        .limit(2)
        .forEach(
            w ->
                events.add(
                    at ->
                        new ContractEvent.Revealed(
                            at, 1, 1, w, TrainingStory.SALT, TrainingStory.words())));
  }

  private void addPayment(TrainingStory story) {
    events.add(
        at ->
            new ContractEvent.RoundSettled(
                at,
                1,
                1,
                word("model 1"),
                word("verdicts"),
                story.tree.root(),
                TrainingStory.TOTAL));
    story
        .tree
        .leaves()
        .forEach(
            leaf ->
                events.add(
                    at ->
                        new ContractEvent.Claimed(
                            at, 1, leaf.account(), leaf.earned(), leaf.slashed())));
    events.add(at -> new ContractEvent.TrainingClosed(at, 1));
    Address owner = fixture.owner.address();
    BigInteger rest = TrainingStory.REST;
    events.add(at -> new ContractEvent.Refunded(at, 1, owner, rest));
  }

  private long windowEnd(Position at) {
    return fixture.chain.block(at.block()).orElseThrow().timestamp() + TrainingStory.WINDOW_SECONDS;
  }
}
