package io.fedquorum.protocol;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Lower-case hexadecimal text of fixed length, checked once at construction of the value types. */
final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  static String require(String what, String value, Pattern pattern, String allowed) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(what + " '" + value + "' must be " + allowed);
    }
    return value;
  }

  static String encode(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }

  static byte[] decode(String hex) {
    return FORMAT.parseHex(hex);
  }
}
