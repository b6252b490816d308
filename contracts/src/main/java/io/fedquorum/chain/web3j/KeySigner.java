package io.fedquorum.chain.web3j;

import io.fedquorum.chain.Signer;
import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

/** A signer whose key lies in this process's memory. */
public final class KeySigner extends AccountKey implements Signer {
  private final Credentials credentials;
  private final Address address;

  KeySigner(Credentials credentials) {
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.address = Address.of(credentials.getAddress());
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public byte[] sign(Bytes32 hash) {
    // web3j signs deterministically (RFC 6979) and takes the lower s.
    Sign.SignatureData data = Sign.signMessage(hash.bytes(), credentials.getEcKeyPair(), false);
    return ByteBuffer.allocate(65).put(data.getR()).put(data.getS()).put(data.getV()).array();
  }

  Credentials credentials() {
    return credentials;
  }

  @Override
  Signed sign(RawTransaction transaction, long chainId) {
    byte[] raw = TransactionEncoder.signMessage(transaction, chainId, credentials);
    return new Signed(raw, Keccak.hash(raw));
  }

  @Override
  public String toString() {
    return "KeySigner[" + address + "]";
  }
}
