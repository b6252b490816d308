package io.fedquorum.coordinator.random;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A published random stream: SHA-256 in counter mode. Block {@code n} (from 0) is {@code SHA-256(
 * "FedQuorum.random.v1" ‖ 0x00 ‖ purpose in UTF-8 ‖ 0x00 ‖ the 32 bytes of the seed ‖ n as 8 bytes
 * big-endian)}; the stream is its blocks one after the other, read as unsigned 32-bit big-endian
 * numbers. Two purposes give independent streams of one seed. Not thread-safe.
 */
public final class SeededRandom {
  private static final byte[] DOMAIN = "FedQuorum.random.v1".getBytes(StandardCharsets.UTF_8);
  private static final long RANGE = 1L << 32;

  private final byte[] purpose;
  private final byte[] seed;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long counter;

  /** Starts the stream of this seed for this purpose. */
  public SeededRandom(Bytes32 seed, String purpose) {
    this.seed = seed.bytes();
    this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
  }

  /** The next number of the stream, 0 to 2^32-1. */
  public long nextWord() {
    if (!block.hasRemaining()) {
      block = nextBlock();
    }
    return Integer.toUnsignedLong(block.getInt());
  }

  /**
   * A number from 0 to {@code bound-1}, each equally likely: words of and above the largest
   * multiple of the bound are thrown away, others are taken modulo the bound.
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound '" + bound + "' must be at least 1");
    }
    long limit = RANGE - RANGE % bound;
    long word = nextWord();
    while (word >= limit) {
      word = nextWord();
    }
    return (int) (word % bound);
  }

  /** A permutation of 0..size-1 by Fisher and Yates, swapping from the last place down. */
  public int[] permutation(int size) {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
    return values;
  }

  private ByteBuffer nextBlock() {
    MessageDigest hash = Digest.sha256();
    hash.update(DOMAIN);
    hash.update((byte) 0);
    hash.update(purpose);
    hash.update((byte) 0);
    hash.update(seed);
    hash.update(ByteBuffer.allocate(Long.BYTES).putLong(0, counter++));
    return ByteBuffer.wrap(hash.digest());
  }
}
