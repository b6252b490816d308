package io.fedquorum.worker.training.numeric;

/**
 * The SplitMix64 generator of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014, with the constants of Vigna's reference code. From seed 1234567 the
 * first outputs are 6457827717110365317, 3203168211198807973 and 9817491932198370423 (unsigned).
 */
public final class SplitMix64 {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;
  private static final long RANGE = 1L << 32;

  private long state;

  public SplitMix64(long seed) {
    state = seed;
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GAMMA;
    long z = state;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /**
   * A uniform number from 0 to {@code bound − 1}: x mod bound of the first upper half x of an
   * output that is below the largest multiple of bound within 2³²; the others are dropped.
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound '" + bound + "' must be above 0");
    }
    long fair = RANGE - RANGE % bound;
    long x = nextLong() >>> 32;
    while (x >= fair) {
      x = nextLong() >>> 32;
    }
    return (int) (x % bound);
  }

  /** A uniform multiple of 2⁻²⁴ from 0 to below 1: the upper 24 bits of an output. */
  public double nextUnit() {
    return (nextLong() >>> 40) * 0x1p-24;
  }
}
