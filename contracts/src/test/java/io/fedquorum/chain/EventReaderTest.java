package io.fedquorum.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedquorum.chain.ContractEvent.Position;
import io.fedquorum.chain.ContractEvent.TrainingClosed;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  private static final Address ADDRESS = Address.of("0x" + "aa".repeat(20));
  private static final Contracts CONTRACTS = new Contracts(ADDRESS, ADDRESS, 3);

  private final StubChain chain = new StubChain();
  private EventReader reader;

  @BeforeEach
  void setUp() {
    // given: blocks 0 to 12, each with two events; the contracts are there since block 3
    for (int block = 0; block <= 12; block++) {
      chain.add("first");
    }
    reader = new EventReader(chain, CONTRACTS, 4);
  }

  @Test
  void shouldReadEveryEventOnceInWholeBlocks() {
    // when
    List<ContractEvent> events = readAll(Cursor.before(CONTRACTS));

    // then
    assertThat(events)
        .extracting(e -> e.at().block())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(3, 12).flatMap(b -> LongStream.of(b, b)).boxed().toList());
    assertThat(chain.ranges).containsExactly("3..6", "7..10", "11..12");
  }

  @Test
  void shouldStayWhereItIsWhenThereIsNoNewBlock() {
    // given
    Cursor head = new Cursor(12, chain.head().hash());

    // when
    Batch batch = reader.read(head);

    // then
    assertThat(batch.events()).isEmpty();
    assertThat(batch.next()).isEqualTo(head);
    assertThat(chain.ranges).isEmpty();
  }

  @Test
  void shouldGiveTheSameBatchForTheSameCursor() {
    // given
    Cursor cursor = reader.read(Cursor.before(CONTRACTS)).next();

    // when, then
    assertThat(reader.read(cursor)).isEqualTo(reader.read(cursor));
  }

  @Test
  void shouldStopWhenABlockThatWasReadIsReplaced() {
    // given
    Cursor cursor = reader.read(Cursor.before(CONTRACTS)).next();
    Bytes32 read = cursor.blockHash();
    chain.fork(6, "second");

    // when, then
    assertThatThrownBy(() -> reader.read(cursor))
        .isInstanceOf(ChainReorganisedException.class)
        .hasMessageContaining("block 6")
        .hasMessageContaining(read.value())
        .hasMessageContaining(chain.block(6).orElseThrow().hash().value());
  }

  @Test
  void shouldStopWhenTheChainIsShorterThanWhatWasRead() {
    // given: the network was reset
    Cursor cursor = new Cursor(20, Keccak.hash(new byte[] {1}));

    // when, then
    assertThatThrownBy(() -> reader.read(cursor))
        .isInstanceOf(ChainReorganisedException.class)
        .hasMessageContaining("ends at block 12");
  }

  @Test
  void shouldNotHandOutEventsWhenTheChainChangesWhileItReads() {
    // given
    chain.whileReading = () -> chain.fork(5, "second");

    // when, then
    assertThatThrownBy(() -> reader.read(Cursor.before(CONTRACTS)))
        .isInstanceOf(ChainReorganisedException.class);
  }

  private List<ContractEvent> readAll(Cursor from) {
    List<ContractEvent> events = new ArrayList<>();
    Cursor cursor = from;
    Batch batch = reader.read(cursor);
    while (!batch.next().equals(cursor)) {
      events.addAll(batch.events());
      cursor = batch.next();
      batch = reader.read(cursor);
    }
    return events;
  }

  /** Blocks in memory; what the reader does not use is not there. */
  private static final class StubChain extends UnsupportedChain {
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> ranges = new ArrayList<>();
    private Runnable whileReading = () -> {};

    void add(String branch) {
      int number = blocks.size();
      Bytes32 parent = number == 0 ? Bytes32.ZERO : blocks.get(number - 1).hash();
      Bytes32 hash = Keccak.hash(parent.bytes(), branch.getBytes(StandardCharsets.UTF_8));
      blocks.add(new Block(number, hash, parent, number));
    }

    void fork(int from, String branch) {
      int length = blocks.size();
      blocks.subList(from, length).clear();
      while (blocks.size() < length) {
        add(branch);
      }
    }

    @Override
    public Block head() {
      return blocks.get(blocks.size() - 1);
    }

    @Override
    public Optional<Block> block(long number) {
      return blocks.stream().filter(b -> b.number() == number).findFirst();
    }

    @Override
    public List<ContractEvent> events(Contracts contracts, long fromBlock, long toBlock) {
      ranges.add(fromBlock + ".." + toBlock);
      List<ContractEvent> events = new ArrayList<>();
      for (Block block : blocks.subList((int) fromBlock, (int) toBlock + 1)) {
        for (int index = 0; index < 2; index++) {
          Position at = new Position(block.number(), block.hash(), block.hash(), index);
          events.add(new TrainingClosed(at, index));
        }
      }
      whileReading.run();
      return events;
    }
  }
}
