package io.fedquorum.chain.web3j;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

class SignaturesTest {
  private static final Bytes32 HASH = Keccak.hash(new byte[] {1, 2, 3});
  private final KeySigner key = Keystores.ofPrivateKey("07".repeat(32));

  @Test
  void shouldFindTheOwnerOfASignature() {
    // when
    byte[] signature = key.sign(HASH);

    // then
    assertThat(signature).hasSize(65);
    assertThat(signature[64]).isIn((byte) 27, (byte) 28);
    assertThat(Signatures.signer(HASH, signature)).contains(key.address());
    assertThat(Signatures.signer(Keccak.hash(new byte[0]), signature))
        .isNotEqualTo(Optional.of(key.address()));
  }

  @Test
  void shouldRefuseTheOtherFormOfASignature() {
    // given: s and n − s sign alike; only the lower one counts, or a signature had two forms
    byte[] signature = key.sign(HASH);
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    byte[] high = Numeric.toBytesPadded(Sign.CURVE_PARAMS.getN().subtract(s), 32);
    byte[] other = signature.clone();
    System.arraycopy(high, 0, other, 32, 32);
    other[64] = (byte) (signature[64] == 27 ? 28 : 27);

    // when, then
    assertThat(Signatures.signer(HASH, other)).isEmpty();
  }

  @Test
  void shouldRefuseMalformedSignatures() {
    byte[] signature = key.sign(HASH);
    byte[] wrongV = signature.clone();
    wrongV[64] = 1;
    byte[] noPoint = new byte[65];
    Arrays.fill(noPoint, (byte) 0);
    noPoint[31] = 5;
    noPoint[63] = 1;
    noPoint[64] = 27;

    assertThat(Signatures.signer(HASH, new byte[0])).isEmpty();
    assertThat(Signatures.signer(HASH, Arrays.copyOf(signature, 64))).isEmpty();
    assertThat(Signatures.signer(HASH, new byte[65])).isEmpty();
    assertThat(Signatures.signer(HASH, wrongV)).isEmpty();
    assertThat(Signatures.signer(HASH, noPoint)).isEmpty();
  }
}
