package io.fedquorum.coordinator.demo;

import io.fedquorum.coordinator.client.OperatorAccount;
import io.fedquorum.network.RunningNetwork;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Ether that the network's operator gives to everybody in a demonstration. */
final class DemoAccounts {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  /** The stake of two ether, and gas on a chain that charges it. */
  private static final BigInteger WORKER_FUNDS = ETHER.multiply(BigInteger.valueOf(3));

  private static final BigInteger COORDINATOR_FUNDS = ETHER.multiply(BigInteger.valueOf(1_000));

  private DemoAccounts() {}

  static void fund(RunningNetwork network, Address coordinator, List<Address> workers) {
    Map<Address, BigInteger> amounts = new LinkedHashMap<>();
    amounts.put(coordinator, COORDINATOR_FUNDS);
    workers.forEach(worker -> amounts.put(worker, WORKER_FUNDS));
    OperatorAccount.pay(network, amounts);
  }

  static void fund(RunningNetwork network, List<Address> workers) {
    Map<Address, BigInteger> amounts = new LinkedHashMap<>();
    workers.forEach(worker -> amounts.put(worker, WORKER_FUNDS));
    OperatorAccount.pay(network, amounts);
  }
}
