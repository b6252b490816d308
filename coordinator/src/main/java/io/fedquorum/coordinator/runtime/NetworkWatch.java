package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainIdentity;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Seals;
import io.fedquorum.protocol.Address;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at the chain for operators. */
@ApplicationScoped
public class NetworkWatch {
  private static final int LAST_BLOCKS = 5;
  private static final long HALTED_AFTER_SECONDS = ChainPulse.HALTED_AFTER.toSeconds();

  /**
   * Who sealed a block.
   *
   * @param block its height
   * @param signers empty on a chain without seals
   * @param sealed whether two thirds of the validators signed
   */
  public record SealedBlock(long block, List<Address> signers, boolean sealed) {}

  /**
   * The chain now.
   *
   * @param kind family of the client, such as {@code goquorum} or {@code development}
   * @param clientVersion as the node says it
   * @param chainId EIP-155 chain id
   * @param block height of the newest block
   * @param blockAgeSeconds since its timestamp
   * @param halted whether it is so old that the chain seems to stand still; rounds wait then
   * @param reason why it may stand still, in one line; null while it goes on
   * @param validators the set at the newest block; empty on a chain without one
   * @param lastBlocks newest first
   */
  public record View(
      String kind,
      String clientVersion,
      long chainId,
      long block,
      long blockAgeSeconds,
      boolean halted,
      String reason,
      List<Address> validators,
      List<SealedBlock> lastBlocks) {}

  private final Node node;
  private final Clock clock;

  @Inject
  NetworkWatch(Node node, Clock clock) {
    this.node = node;
    this.clock = clock;
  }

  /** One look; several requests to the node. */
  public View look() {
    if (!node.isReady()) {
      throw new ChainUnavailableException("the coordinator is not connected to a chain yet");
    }
    Chain chain = node.chain();
    ChainIdentity identity = chain.identity();
    Block head = chain.head();
    long age = Math.max(0, clock.instant().getEpochSecond() - head.timestamp());
    List<Address> validators = chain.seals(head.hash()).map(Seals::validators).orElse(List.of());
    boolean halted = age > HALTED_AFTER_SECONDS;
    return new View(
        identity.kind().name().toLowerCase(Locale.ROOT),
        identity.clientVersion(),
        identity.chainId(),
        head.number(),
        age,
        halted,
        halted ? reason(age, validators.size()) : null,
        validators,
        lastBlocks(chain, head));
  }

  private static String reason(long age, int validators) {
    return validators == 0
        ? "no block for %d s".formatted(age)
        : "no block for %d s: a block needs %d of %d validators; rounds wait, nothing is lost"
            .formatted(age, (2 * validators + 2) / 3, validators);
  }

  private static List<SealedBlock> lastBlocks(Chain chain, Block head) {
    List<SealedBlock> blocks = new ArrayList<>();
    long oldest = Math.max(1, head.number() - LAST_BLOCKS + 1);
    for (long number = head.number(); number >= oldest; number--) {
      Optional<Seals> seals = chain.block(number).flatMap(block -> chain.seals(block.hash()));
      blocks.add(
          new SealedBlock(
              number,
              seals.map(Seals::signers).orElse(List.of()),
              seals.map(Seals::isFinal).orElse(false)));
    }
    return blocks;
  }
}
