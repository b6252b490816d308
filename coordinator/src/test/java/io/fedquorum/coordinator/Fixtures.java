package io.fedquorum.coordinator;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Named values for the tests of the core. */
public final class Fixtures {
  private Fixtures() {}

  /** Worker {@code n}; a higher number has a higher address. */
  public static Address worker(int n) {
    return new Address("0x%040x".formatted(n + 1));
  }

  /** The first {@code n} workers, in address order. */
  public static List<Address> workers(int n) {
    return IntStream.range(0, n).mapToObj(Fixtures::worker).toList();
  }

  /** A digest that stands for some result. */
  public static Digest digest(String name) {
    return Digest.of(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A seed that stands for some draw. */
  public static Bytes32 seed(int n) {
    return digest("seed " + n).word();
  }
}
