package io.fedquorum.chain.web3j;

import io.fedquorum.chain.web3j.generated.JobRegistry;
import io.fedquorum.chain.web3j.generated.WorkerRegistry;
import io.fedquorum.protocol.Address;
import org.web3j.protocol.Web3j;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.StaticGasProvider;

/** The generated bindings, used to encode and to decode only; they never send anything. */
final class Bindings {
  private static final StaticGasProvider NO_GAS =
      new StaticGasProvider(Words.number(0), Words.number(0));

  private final Web3j web3j;
  private final TransactionManager readOnly;

  Bindings(Web3j web3j) {
    this.web3j = web3j;
    this.readOnly = new ReadonlyTransactionManager(web3j, null);
  }

  WorkerRegistry registry(Address address) {
    return WorkerRegistry.load(address.value(), web3j, readOnly, NO_GAS);
  }

  JobRegistry jobs(Address address) {
    return JobRegistry.load(address.value(), web3j, readOnly, NO_GAS);
  }
}
