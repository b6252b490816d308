package io.fedquorum.chain.web3j;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** Whose signature it is. */
final class Signatures {
  private static final int LENGTH = 65;
  private static final int LOWER_V = 27;

  private Signatures() {}

  static Optional<Address> signer(Bytes32 hash, byte[] signature) {
    if (signature.length != LENGTH) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    int recovery = (signature[64] & 0xff) - LOWER_V;
    BigInteger order = Sign.CURVE_PARAMS.getN();
    ECDSASignature pair = new ECDSASignature(r, s);
    boolean inRange = r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0;
    if (!inRange || !pair.isCanonical() || recovery < 0 || recovery > 1) {
      return Optional.empty();
    }
    try {
      BigInteger key = Sign.recoverFromSignature(recovery, pair, hash.bytes());
      return Optional.ofNullable(key)
          .map(k -> Address.of(Numeric.prependHexPrefix(Keys.getAddress(k))));
    } catch (IllegalArgumentException e) {
      // r is no point of the curve.
      return Optional.empty();
    }
  }
}
