package io.fedquorum.worker.round;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Commitment;
import java.util.Objects;

/**
 * A round as a worker sees it at one moment.
 *
 * @param facts what the chain said
 * @param chainTime timestamp of the newest block, seconds since the epoch
 * @param chainId EIP-155 chain id
 * @param jobRegistry the contract
 * @param worker this worker
 */
public record RoundView(
    RoundFacts facts, long chainTime, long chainId, Address jobRegistry, Address worker) {
  public RoundView {
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(jobRegistry, "jobRegistry");
    Objects.requireNonNull(worker, "worker");
  }

  /** The commitment of this worker to an answer in this round. */
  public Bytes32 commitmentTo(Answer answer) {
    RoundKey key = facts.key();
    return Commitment.of(
        chainId, jobRegistry, key.training(), key.round(), worker, answer.digests(), answer.salt());
  }
}
