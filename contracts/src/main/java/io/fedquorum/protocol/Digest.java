package io.fedquorum.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The SHA-256 of canonical bytes: the name of an artifact, on the wire, on disk and on chain.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record Digest(@JsonValue String value) implements Comparable<Digest> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  @JsonCreator
  public Digest {
    Hex.require("digest", value, FORM, "64 lower-case hexadecimal digits (SHA-256)");
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] content) {
    return ofHash(sha256().digest(content));
  }

  /** The digest whose 32 bytes these are. */
  public static Digest ofHash(byte[] hash) {
    return new Digest(Hex.encode(hash));
  }

  /** The digest that a chain word carries. */
  public static Digest of(Bytes32 word) {
    return new Digest(word.value().substring(2));
  }

  /** A fresh SHA-256; every Java platform has it. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return Hex.decode(value);
  }

  /** The digest as a chain word. */
  public Bytes32 word() {
    return new Bytes32("0x" + value);
  }

  /**
   * The same digest as an IPFS content identifier: CIDv1, raw codec (0x55), sha2-256 multihash,
   * base32 lower case without padding, as in the multiformats CID specification.
   */
  public String cid() {
    byte[] prefix = {0x01, 0x55, 0x12, 0x20};
    StringBuilder text = new StringBuilder("b");
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < 36; i++) {
      int octet =
          i < 4 ? prefix[i] : Integer.parseInt(value.substring(2 * (i - 4), 2 * (i - 4) + 2), 16);
      buffer = (buffer << 8 | octet) & 0xffff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(buffer >> bits & 31));
      }
    }
    return text.append(BASE32.charAt(buffer << (5 - bits) & 31))
        .toString()
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(Digest other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
