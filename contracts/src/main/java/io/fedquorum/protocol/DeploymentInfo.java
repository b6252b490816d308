package io.fedquorum.protocol;

import java.math.BigInteger;
import java.util.Objects;

/**
 * What {@code GET /api/v1/deployment} tells a worker before it joins. It holds nothing secret and
 * nothing that the worker could not read on the chain.
 *
 * @param chainId EIP-155 chain id
 * @param clientVersion the node that the coordinator talks to
 * @param registry the worker registry
 * @param jobs the job registry
 * @param deployedAt the block from which events are read
 * @param minimumStakeWei the least stake of an active worker, in wei
 * @param dataset the data that this coordinator trains on
 * @param numericProfile the profile whose bytes count
 */
public record DeploymentInfo(
    long chainId,
    String clientVersion,
    Address registry,
    Address jobs,
    long deployedAt,
    BigInteger minimumStakeWei,
    DatasetRef dataset,
    NumericProfile numericProfile) {
  public DeploymentInfo {
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(jobs, "jobs");
    Objects.requireNonNull(minimumStakeWei, "minimumStakeWei");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(numericProfile, "numericProfile");
  }
}
