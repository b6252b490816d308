package io.fedquorum.chain.web3j;

import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** Between the product's value types and web3j's. */
final class Words {
  private Words() {}

  static Bytes32 bytes32(String hex) {
    return new Bytes32(hex.toLowerCase(Locale.ROOT));
  }

  static List<byte[]> bytes(List<Bytes32> words) {
    return words.stream().map(Bytes32::bytes).toList();
  }

  static BigInteger number(long value) {
    return BigInteger.valueOf(value);
  }
}
