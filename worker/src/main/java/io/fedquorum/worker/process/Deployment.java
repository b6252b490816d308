package io.fedquorum.worker.process;

import io.fedquorum.chain.Contracts;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.worker.round.RoundFacts;
import io.fedquorum.worker.round.RoundView;
import java.util.Objects;

/**
 * Where this worker works, and as whom.
 *
 * @param chainId EIP-155 chain id
 * @param contracts the two contracts
 * @param worker this worker
 * @param dataset the data that it has
 * @param numericProfile the profile that its results are of
 */
public record Deployment(
    long chainId, Contracts contracts, Address worker, DatasetRef dataset, Bytes32 numericProfile) {
  public Deployment {
    Objects.requireNonNull(contracts, "contracts");
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(numericProfile, "numericProfile");
  }

  /** A round as this worker sees it. */
  RoundView view(RoundFacts facts, long chainTime) {
    return new RoundView(facts, chainTime, chainId, contracts.jobs(), worker);
  }
}
