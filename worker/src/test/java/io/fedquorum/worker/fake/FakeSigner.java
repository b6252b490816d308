package io.fedquorum.worker.fake;

import io.fedquorum.chain.Signer;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** "Signs" by writing hash and address down; {@link #recover} reads them back. */
public record FakeSigner(Address address) implements Signer {
  @Override
  public byte[] sign(Bytes32 hash) {
    return ByteBuffer.allocate(65)
        .put(hash.bytes())
        .put(new byte[12])
        .put(address.bytes())
        .put((byte) 27)
        .array();
  }

  /** The owner of a signature over this hash. */
  public static Optional<Address> recover(Bytes32 hash, byte[] signature) {
    if (signature.length != 65 || !Arrays.equals(hash.bytes(), Arrays.copyOf(signature, 32))) {
      return Optional.empty();
    }
    StringBuilder hex = new StringBuilder("0x");
    for (int i = 44; i < 64; i++) {
      hex.append(String.format("%02x", signature[i]));
    }
    return Optional.of(new Address(hex.toString()));
  }
}
