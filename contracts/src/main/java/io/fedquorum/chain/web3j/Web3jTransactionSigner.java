package io.fedquorum.chain.web3j;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.TransactionSigner;
import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.chain.web3j.CallEncoder.Encoded;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.Objects;
import org.web3j.crypto.RawTransaction;

/** Legacy transactions with replay protection (EIP-155) at gas price 0. */
final class Web3jTransactionSigner implements TransactionSigner {
  private final AccountKey key;
  private final long chainId;
  private final CallEncoder encoder;

  Web3jTransactionSigner(AccountKey key, long chainId, CallEncoder encoder) {
    this.key = Objects.requireNonNull(key, "key");
    this.chainId = chainId;
    this.encoder = Objects.requireNonNull(encoder, "encoder");
  }

  @Override
  public Address account() {
    return key.address();
  }

  @Override
  public BigInteger value(Call call) {
    return CallEncoder.value(call);
  }

  @Override
  public Signed sign(Call call, long nonce) {
    Encoded encoded = encoder.encode(call);
    RawTransaction transaction =
        RawTransaction.createTransaction(
            Words.number(nonce),
            BigInteger.ZERO,
            Words.number(encoded.gasLimit()),
            encoded.to().value(),
            encoded.value(),
            encoded.data());
    return key.sign(transaction, chainId);
  }

  /** A transaction that creates a contract. */
  static Signed signCreation(AccountKey key, long chainId, long nonce, String code, long gasLimit) {
    RawTransaction transaction =
        RawTransaction.createContractTransaction(
            Words.number(nonce), BigInteger.ZERO, Words.number(gasLimit), BigInteger.ZERO, code);
    return key.sign(transaction, chainId);
  }

  /** Any other call. */
  static Signed signData(
      AccountKey key, long chainId, long nonce, Address to, String data, long gasLimit) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            Words.number(nonce),
            BigInteger.ZERO,
            Words.number(gasLimit),
            to.value(),
            BigInteger.ZERO,
            data);
    return key.sign(transaction, chainId);
  }
}
