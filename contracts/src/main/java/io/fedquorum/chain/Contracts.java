package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import java.util.Objects;

/**
 * One deployment of the two contracts.
 *
 * @param registry the worker registry
 * @param jobs the job registry
 * @param deployedAt the block from which their events are read
 */
public record Contracts(Address registry, Address jobs, long deployedAt) {
  public Contracts {
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(jobs, "jobs");
  }
}
