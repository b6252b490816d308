package io.fedquorum.protocol;

import java.util.List;

/**
 * The commitment of the commit-reveal step. It binds domain, chain, contract, training, round,
 * worker, digests and a fresh salt, so that it can be neither copied nor replayed elsewhere. {@code
 * JobRegistry.reveal} computes the same value; both are held to the same test vectors.
 */
public final class Commitment {
  private static final String DOMAIN = "FedQuorum.commitment.v1";

  private Commitment() {}

  /**
   * Computes the commitment.
   *
   * @param chainId the chain's id (EIP-155)
   * @param jobRegistry the contract that will receive the commitment
   * @param trainingId the training's id on that contract
   * @param round the round, from 1
   * @param worker the sender
   * @param digests one digest per assigned job, in ascending job order; 1 to 256
   * @param salt 32 bytes from a secure random source, never used twice
   */
  public static Bytes32 of(
      long chainId,
      Address jobRegistry,
      long trainingId,
      int round,
      Address worker,
      List<Digest> digests,
      Bytes32 salt) {
    Bytes32 packed = Keccak.hash(digests.stream().map(Digest::bytes).toArray(byte[][]::new));
    return new AbiWords()
        .addHashOf(DOMAIN)
        .add(chainId)
        .add(jobRegistry)
        .add(trainingId)
        .add(round)
        .add(worker)
        .add(packed)
        .add(salt)
        .hash();
  }
}
