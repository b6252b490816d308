package io.fedquorum.coordinator.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Position;
import io.fedquorum.coordinator.support.TestServices;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestServices.class)
class DatabaseChainEventsTest {
  private static final Address WORKER = Address.of("0x" + "1".repeat(40));

  private static final AtomicLong BASE = new AtomicLong(1_000);

  @Inject ChainEvents events;

  /** Above all heights of the tests before: the cursor never goes back. */
  private final long base = BASE.getAndAdd(100);

  private final long training = ThreadLocalRandom.current().nextLong(1L << 40);

  @Test
  void shouldReturnEventsAsTheyWereInChainOrder() {
    ContractEvent revealed =
        new ContractEvent.Revealed(
            at(9, 4), training, 2, WORKER, hash("salt"), List.of(hash("a"), hash("b")));
    ContractEvent claimed =
        new ContractEvent.Claimed(
            at(9, 1), training, WORKER, new BigInteger("1" + "0".repeat(30)), BigInteger.ZERO);
    ContractEvent opened =
        new ContractEvent.RoundOpened(at(8, 7), training, 2, hash("m"), hash("j"), hash("s"));

    events.advance(List.of(revealed, claimed, opened), block(9));

    assertThat(events.ofTraining(training)).containsExactly(opened, claimed, revealed);
    assertThat(events.ofRound(training, 2)).containsExactly(opened, revealed);
    assertThat(events.cursor()).hasValue(block(9));
  }

  @Test
  void shouldTakeARangeAgainWithoutDoublingIt() {
    ContractEvent event =
        new ContractEvent.Committed(at(3, 0), training, 1, WORKER, hash("commitment"));
    events.advance(List.of(event), block(3));

    events.advance(List.of(event), block(4));

    assertThat(events.ofTraining(training)).containsExactly(event);
    assertThat(events.cursor()).hasValue(block(4));
  }

  @Test
  void shouldNeverMoveTheCursorBack() {
    ContractEvent late =
        new ContractEvent.Committed(at(3, 0), training, 1, WORKER, hash("commitment"));
    events.advance(List.of(), block(9));

    events.advance(List.of(late), block(4));

    assertThat(events.cursor()).hasValue(block(9));
    assertThat(events.ofTraining(training)).containsExactly(late);
  }

  @Test
  void shouldTakeEventsOfNoTraining() {
    ContractEvent joined =
        new ContractEvent.WorkerJoined(at(5, 0), WORKER, hash("profile"), BigInteger.TEN);

    events.advance(List.of(joined), block(5));

    assertThat(events.cursor()).hasValue(block(5));
  }

  private Position at(long block, int logIndex) {
    return new Position(
        base + block, hash("block" + block), hash(training + "/" + block), logIndex);
  }

  private Block block(long height) {
    long number = base + height;
    return new Block(number, hash("block" + number), hash("block" + (number - 1)), 0);
  }

  private static Bytes32 hash(String of) {
    return Digest.of(of.getBytes(StandardCharsets.UTF_8)).word();
  }
}
