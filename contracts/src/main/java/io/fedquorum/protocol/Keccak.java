package io.fedquorum.protocol;

import org.bouncycastle.jcajce.provider.digest.Keccak.Digest256;

/** Keccak-256 as the EVM computes it (the padding of the original submission, not of SHA-3). */
public final class Keccak {
  private Keccak() {}

  /** The Keccak-256 of the parts, one after the other. */
  public static Bytes32 hash(byte[]... parts) {
    Digest256 digest = new Digest256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return Bytes32.of(digest.digest());
  }
}
