package io.fedquorum.chain.web3j;

import java.time.Duration;

/**
 * How a node is asked.
 *
 * @param connectTimeout for a connection
 * @param readTimeout for an answer
 * @param attempts tries of one request, 1 or more
 * @param pause before the second try; the n-th pause is n times as long
 * @param maximumRange the most blocks in one request for events
 */
public record ChainOptions(
    Duration connectTimeout, Duration readTimeout, int attempts, Duration pause, int maximumRange) {
  public ChainOptions {
    if (attempts < 1 || maximumRange < 1) {
      throw new IllegalArgumentException("attempts and maximumRange must be 1 or more");
    }
    if (connectTimeout.isNegative() || readTimeout.isNegative() || pause.isNegative()) {
      throw new IllegalArgumentException("time-outs and pause must not be negative");
    }
  }

  /** 3 s to connect, 15 s to answer, three tries, 200 ms and 400 ms apart, 1000 blocks. */
  public static ChainOptions defaults() {
    return new ChainOptions(
        Duration.ofSeconds(3), Duration.ofSeconds(15), 3, Duration.ofMillis(200), 1000);
  }
}
