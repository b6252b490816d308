package io.fedquorum.network.genesis;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Keccak;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * A node's secp256k1 key: its identity among peers and, for a validator, what it seals with.
 *
 * @param privateKey 64 hexadecimal digits, the form of geth's {@code nodekey} file
 * @param publicKey 128 hexadecimal digits, x ‖ y, as in an enode address
 */
public record NodeKey(String privateKey, String publicKey) {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  public NodeKey {
    Objects.requireNonNull(privateKey, "privateKey");
    Objects.requireNonNull(publicKey, "publicKey");
  }

  /** The next key of a source. */
  public static NodeKey next(KeySource source) {
    BigInteger secret = source.nextScalar(CURVE.getN());
    byte[] point = CURVE.getG().multiply(secret).normalize().getEncoded(false);
    return new NodeKey(
        "%064x".formatted(secret),
        HexFormat.of().formatHex(Arrays.copyOfRange(point, 1, point.length)));
  }

  /** The account of the key: the last 20 bytes of the public key's Keccak-256 hash. */
  public Address address() {
    byte[] hash = Keccak.hash(HexFormat.of().parseHex(publicKey)).bytes();
    return Address.of("0x" + HexFormat.of().formatHex(hash, 12, 32));
  }

  /** The address of the node that has this key, without discovery. */
  public String enode(String host, int port) {
    return "enode://%s@%s:%d?discport=0".formatted(publicKey, host, port);
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return "NodeKey[" + address() + "]";
  }
}
