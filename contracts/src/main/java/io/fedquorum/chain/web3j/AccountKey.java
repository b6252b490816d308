package io.fedquorum.chain.web3j;

import io.fedquorum.chain.TransactionStore.Signed;
import io.fedquorum.protocol.Address;
import org.web3j.crypto.RawTransaction;

/** What signs an account's transactions: a key in this process, or a service that keeps the key. */
public abstract sealed class AccountKey permits KeySigner, ExternalSigner {
  AccountKey() {}

  /** The account. */
  public abstract Address address();

  /** Signs a legacy transaction for one chain (EIP-155). */
  abstract Signed sign(RawTransaction transaction, long chainId);
}
