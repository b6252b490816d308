package io.fedquorum.chain;

import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;

/** Turns calls into signed transactions of one account, for one chain and one deployment. */
public interface TransactionSigner {
  /** The account that signs. */
  Address account();

  /** What the call pays, in wei. */
  BigInteger value(Call call);

  /**
   * Encodes and signs. The same call and nonce give the same bytes.
   *
   * @throws IllegalArgumentException when an argument has no form on the chain
   */
  Signed sign(Call call, long nonce);
}
