package io.fedquorum.protocol;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * {@code abi.encode} for static values only: each argument is one 32-byte word. Enough for the
 * hashes that the contracts and the clients must agree on, without a chain library.
 */
public final class AbiWords {
  private static final int WORD = 32;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Appends a {@code bytes32}. */
  public AbiWords add(Bytes32 word) {
    out.writeBytes(word.bytes());
    return this;
  }

  /** Appends an {@code address}. */
  public AbiWords add(Address address) {
    out.writeBytes(new byte[WORD - 20]);
    out.writeBytes(address.bytes());
    return this;
  }

  /** Appends a {@code uint256}; the number must lie in 0..2^256-1. */
  public AbiWords add(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 256) {
      throw new IllegalArgumentException("number '" + number + "' must lie in 0..2^256-1");
    }
    byte[] bytes = number.toByteArray();
    int from = bytes.length > WORD ? 1 : 0;
    out.writeBytes(new byte[WORD - (bytes.length - from)]);
    out.write(bytes, from, bytes.length - from);
    return this;
  }

  /** Appends a {@code uint256}; the number must not be negative. */
  public AbiWords add(long number) {
    return add(BigInteger.valueOf(number));
  }

  /** Appends the Keccak-256 of a text, as EIP-712 encodes strings and as domains are named. */
  public AbiWords addHashOf(String text) {
    return add(Keccak.hash(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The Keccak-256 of the words so far. */
  public Bytes32 hash() {
    return Keccak.hash(out.toByteArray());
  }
}
