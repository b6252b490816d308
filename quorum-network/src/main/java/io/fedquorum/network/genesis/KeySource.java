package io.fedquorum.network.genesis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/** Where new keys come from: the system's randomness, or for tests a seed. */
public final class KeySource {
  private final Supplier<byte[]> next;

  private KeySource(Supplier<byte[]> next) {
    this.next = next;
  }

  /**
   * A source.
   *
   * @param seed the same seed gives the same keys: whoever knows it has them all; empty: random
   */
  public static KeySource of(Optional<String> seed) {
    return seed.map(KeySource::seeded).orElseGet(KeySource::random);
  }

  private static KeySource random() {
    SecureRandom random = new SecureRandom();
    return new KeySource(
        () -> {
          byte[] bytes = new byte[32];
          random.nextBytes(bytes);
          return bytes;
        });
  }

  /** SHA-256(seed ‖ counter), counter from 0 in 8 bytes, big endian. */
  private static KeySource seeded(String seed) {
    byte[] prefix = seed.getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(prefix.length + Long.BYTES).put(prefix);
    long[] counter = {0};
    return new KeySource(() -> sha256(message.putLong(prefix.length, counter[0]++).array()));
  }

  /** 32 bytes. */
  public byte[] nextBytes() {
    return next.get();
  }

  /** A number from 1 to n−1, each as likely as the next. */
  BigInteger nextScalar(BigInteger n) {
    BigInteger candidate = new BigInteger(1, next.get());
    while (candidate.signum() == 0 || candidate.compareTo(n) >= 0) {
      candidate = new BigInteger(1, next.get());
    }
    return candidate;
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
