package io.fedquorum.chain.web3j;

import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.chain.web3j.generated.WorkerRegistry;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The worker registry's views. */
final class Registry {
  /** The contract's own limit of a page ({@code MAX_BATCH}). */
  private static final int PAGE = 100;

  private final StateReader state;
  private final Bindings bindings;

  Registry(StateReader state, Bindings bindings) {
    this.state = Objects.requireNonNull(state, "state");
    this.bindings = Objects.requireNonNull(bindings, "bindings");
  }

  Optional<WorkerRecord> worker(Contracts contracts, Address worker) {
    List<?> results =
        state.call(
            contracts.registry(),
            bindings.registry(contracts.registry()).worker(worker.value()),
            DefaultBlockParameterName.LATEST);
    return record(worker, (WorkerRegistry.Worker) results.get(0));
  }

  /** All pages are read at one block, so no join or exit falls between two of them. */
  List<WorkerRecord> workers(Contracts contracts, DefaultBlockParameter block) {
    List<WorkerRecord> records = new ArrayList<>();
    WorkerRegistry registry = bindings.registry(contracts.registry());
    int read;
    int offset = 0;
    do {
      List<?> page =
          state.call(
              contracts.registry(),
              registry.workersAt(Words.number(offset), Words.number(PAGE)),
              block);
      read = add(records, page);
      offset += PAGE;
    } while (read == PAGE);
    records.sort(Comparator.comparing(WorkerRecord::address));
    return List.copyOf(records);
  }

  BigInteger minimumStake(Contracts contracts) {
    return number(contracts, bindings.registry(contracts.registry()).minStake());
  }

  BigInteger cooldown(Contracts contracts) {
    return number(contracts, bindings.registry(contracts.registry()).cooldown());
  }

  private BigInteger number(Contracts contracts, RemoteFunctionCall<BigInteger> view) {
    List<?> results = state.call(contracts.registry(), view, DefaultBlockParameterName.LATEST);
    return ((Uint256) results.get(0)).getValue();
  }

  private static int add(List<WorkerRecord> records, List<?> page) {
    List<?> accounts = ((DynamicArray<?>) page.get(0)).getValue();
    List<?> states = ((DynamicArray<?>) page.get(1)).getValue();
    for (int i = 0; i < accounts.size(); i++) {
      Address account = Address.of(accounts.get(i).toString());
      record(account, (WorkerRegistry.Worker) states.get(i)).ifPresent(records::add);
    }
    return accounts.size();
  }

  /** Empty for an address that is not a member now: it left, or was only allowed to join. */
  private static Optional<WorkerRecord> record(Address address, WorkerRegistry.Worker worker) {
    if (worker.joinedAt.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new WorkerRecord(
            address,
            Bytes32.of(worker.profile),
            worker.stake,
            worker.joinedAt.longValueExact(),
            worker.active));
  }
}
