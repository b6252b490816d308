package io.fedquorum.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An Ethereum account or contract address: 20 bytes, kept as {@code 0x} and 40 lower-case hex
 * digits. The natural order is the byte order, which is the canonical order of workers.
 *
 * @param value {@code 0x} followed by 40 lower-case hexadecimal digits
 */
public record Address(@JsonValue String value) implements Comparable<Address> {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

  public Address {
    Hex.require("address", value, FORM, "0x and 40 lower-case hexadecimal digits");
  }

  /** Reads an address in any letter case, so that checksummed addresses are taken too. */
  @JsonCreator
  public static Address of(String text) {
    return new Address(text == null ? null : text.toLowerCase(Locale.ROOT));
  }

  /** The 20 bytes. */
  public byte[] bytes() {
    return Hex.decode(value.substring(2));
  }

  @Override
  public int compareTo(Address other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
