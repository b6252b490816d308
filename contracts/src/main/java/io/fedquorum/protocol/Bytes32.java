package io.fedquorum.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A 32-byte chain word: a Keccak-256 hash, a salt, a seed, a transaction or block hash.
 *
 * @param value {@code 0x} followed by 64 lower-case hexadecimal digits
 */
public record Bytes32(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{64}");

  /** 32 zero bytes. */
  public static final Bytes32 ZERO = of(new byte[32]);

  @JsonCreator
  public Bytes32 {
    Hex.require("bytes32", value, FORM, "0x and 64 lower-case hexadecimal digits");
  }

  /** The word that holds these 32 bytes. */
  public static Bytes32 of(byte[] bytes) {
    return new Bytes32("0x" + Hex.encode(bytes));
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return Hex.decode(value.substring(2));
  }

  @Override
  public String toString() {
    return value;
  }
}
