package io.fedquorum.coordinator.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes changed at random, up to four times over, but by a seed. */
final class Mutations {
  private static final int MOST_CHANGES = 4;
  private static final int LONGEST_RUN = 64;
  private static final byte[] EDGES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, '"', '{', '[', '\n'};

  /** What readers of text and JSON stumble over. */
  static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e999999999",
          "1e-999999999",
          "9223372036854775808",
          "2147483648",
          "-2147483649",
          "NaN",
          "1".repeat(2_000),
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\u202e\u0301\ud83d\ude00\"",
          "[".repeat(2_000),
          "{\"a\":".repeat(1_100),
          "[]",
          "{}",
          "[[]]",
          "'; drop table training; --",
          "%00",
          "../../../etc/passwd",
          "!!java.lang.ProcessBuilder [[id]]",
          "&a [*a]",
          "\ufeff",
          "\r\n");

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  /** A changed copy of one of the samples. */
  byte[] next(List<byte[]> samples) {
    byte[] bytes = pick(samples).clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes, samples);
    }
    return bytes;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  private byte[] change(byte[] bytes, List<byte[]> samples) {
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + random.nextInt(LONGEST_RUN));
    return switch (random.nextInt(9)) {
      case 0 -> flip(bytes, at);
      case 1 -> set(bytes, at, EDGES[random.nextInt(EDGES.length)]);
      case 2 -> join(bytes, 0, at, new byte[0], to);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> join(bytes, 0, to, Arrays.copyOfRange(bytes, at, to), to);
      case 5 -> join(bytes, 0, at, noise(), at);
      case 6 -> splice(bytes, at, pick(samples));
      case 7 -> join(bytes, 0, at, pick(TOKENS).getBytes(StandardCharsets.UTF_8), at);
      default -> replaceValue(bytes, at);
    };
  }

  /** Puts a token in the place of the JSON value or word that is at hand. */
  private byte[] replaceValue(byte[] bytes, int at) {
    int from = at;
    while (from > 0 && isWord(bytes[from - 1])) {
      from--;
    }
    int to = at;
    while (to < bytes.length && isWord(bytes[to])) {
      to++;
    }
    return join(bytes, 0, from, pick(TOKENS).getBytes(StandardCharsets.UTF_8), to);
  }

  private static boolean isWord(byte octet) {
    return octet == '"' || octet == '.' || octet == '-' || Character.isLetterOrDigit(octet);
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(LONGEST_RUN)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] flip(byte[] bytes, int at) {
    return bytes.length == 0 ? bytes : set(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
  }

  private static byte[] set(byte[] bytes, int at, byte value) {
    if (bytes.length > 0) {
      bytes[at] = value;
    }
    return bytes;
  }

  private byte[] splice(byte[] bytes, int at, byte[] other) {
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    return join(bytes, 0, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
  }

  /** {@code bytes[from, to)}, then the middle, then the rest from {@code again} on. */
  private static byte[] join(byte[] bytes, int from, int to, byte[] middle, int again) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, from, to - from);
    out.writeBytes(middle);
    out.write(bytes, again, bytes.length - again);
    return out.toByteArray();
  }
}
