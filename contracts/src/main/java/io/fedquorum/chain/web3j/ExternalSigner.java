package io.fedquorum.chain.web3j;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Keccak;
import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.methods.response.EthAccounts;
import org.web3j.protocol.core.methods.response.EthSign;
import org.web3j.utils.Numeric;

/**
 * A service that keeps the key and signs on request, by the JSON-RPC of Web3Signer ({@code
 * eth_accounts}, {@code eth_signTransaction}). It is not believed: what comes back must be the very
 * transaction that was asked for, for this chain, signed by this account.
 */
public final class ExternalSigner extends AccountKey implements AutoCloseable {
  private final Rpc rpc;
  private final Address address;

  private ExternalSigner(Rpc rpc, Address address) {
    this.rpc = rpc;
    this.address = address;
  }

  /**
   * A signer that holds the account's key.
   *
   * @param url http or https; what stands before an @ in it is not shown in messages
   * @throws KeystoreException when it does not sign for that account
   * @throws ChainUnavailableException when it does not answer
   */
  public static ExternalSigner connect(URI url, Address address, ChainOptions options) {
    Rpc rpc = new Rpc(url, options);
    List<Address> held =
        rpc.decoded("accounts", () -> accounts(rpc).stream().map(Address::of).toList());
    if (!held.contains(address)) {
      rpc.close();
      throw new KeystoreException(
          "the signer at %s holds no key of account %s".formatted(rpc.name(), address));
    }
    return new ExternalSigner(rpc, address);
  }

  private static List<String> accounts(Rpc rpc) {
    return rpc.read(rpc.request("eth_accounts", List.of(), EthAccounts.class)).getAccounts();
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  Signed sign(RawTransaction transaction, long chainId) {
    List<Map<String, String>> wish = List.of(wish(transaction));
    String answer =
        rpc.decoded(
            "a signed transaction",
            () -> rpc.read(rpc.request("eth_signTransaction", wish, EthSign.class)).getSignature());
    byte[] raw = rpc.decoded("a signed transaction", () -> checked(answer, transaction, chainId));
    return new Signed(raw, Keccak.hash(raw));
  }

  private Map<String, String> wish(RawTransaction transaction) {
    Map<String, String> wish = new LinkedHashMap<>();
    wish.put("from", address.value());
    if (transaction.getTo() != null && !transaction.getTo().isEmpty()) {
      wish.put("to", transaction.getTo());
    }
    wish.put("gas", hex(transaction.getGasLimit()));
    wish.put("gasPrice", hex(transaction.getGasPrice()));
    wish.put("value", hex(transaction.getValue()));
    wish.put("nonce", hex(transaction.getNonce()));
    wish.put("data", Numeric.prependHexPrefix(transaction.getData()));
    return wish;
  }

  private static String hex(BigInteger value) {
    return Numeric.encodeQuantity(value);
  }

  /** The signer's bytes, if they are the wanted transaction with this account's signature. */
  private byte[] checked(String answer, RawTransaction wanted, long chainId) {
    byte[] raw = Numeric.hexStringToByteArray(answer);
    if (!(TransactionDecoder.decode(answer) instanceof SignedRawTransaction signed)) {
      throw wrong("it is not signed");
    }
    SignatureData signature = signed.getSignatureData();
    BigInteger v = new BigInteger(1, signature.getV());
    BigInteger recovery = v.subtract(BigInteger.valueOf(35 + 2 * chainId));
    if (recovery.signum() < 0 || recovery.compareTo(BigInteger.ONE) > 0) {
      throw wrong("it is for another chain than " + chainId);
    }
    if (!Arrays.equals(raw, TransactionEncoder.encode(wanted, signature))) {
      throw wrong("it is another transaction than was asked for");
    }
    byte[] unsigned = TransactionEncoder.encode(wanted, chainId);
    byte[] plain = Arrays.copyOf(concat(signature), 65);
    plain[64] = (byte) (27 + recovery.intValueExact());
    if (!Signatures.signer(Keccak.hash(unsigned), plain).filter(address::equals).isPresent()) {
      throw wrong("it is not signed by " + address);
    }
    return raw;
  }

  private static byte[] concat(SignatureData signature) {
    byte[] both = new byte[64];
    copyRight(signature.getR(), both, 32);
    copyRight(signature.getS(), both, 64);
    return both;
  }

  private static void copyRight(byte[] number, byte[] into, int end) {
    System.arraycopy(number, 0, into, end - number.length, number.length);
  }

  private static ChainUnavailableException wrong(String what) {
    return new ChainUnavailableException(
        "the external signer's answer is refused: " + what + "; nothing was sent");
  }

  @Override
  public String toString() {
    return "ExternalSigner[" + address + " at " + rpc.name() + "]";
  }

  @Override
  public void close() {
    rpc.close();
  }
}
