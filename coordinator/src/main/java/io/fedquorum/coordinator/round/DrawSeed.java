package io.fedquorum.coordinator.round;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;

/**
 * What a round's draw is made from: the coordinator's secret seed, fixed by its commitment, and the
 * hash of the block that opened the round, which is not known before. The list of members is public
 * all the time, so with the secret alone a coordinator could try seeds until it likes a draw.
 */
public final class DrawSeed {
  private DrawSeed() {}

  /** Keccak-256 of the secret seed followed by the hash of the opening block. */
  public static Bytes32 of(Bytes32 secret, Bytes32 openingBlock) {
    return Keccak.hash(secret.bytes(), openingBlock.bytes());
  }
}
