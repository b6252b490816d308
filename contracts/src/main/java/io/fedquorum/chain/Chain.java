package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Reading the chain, and handing it signed bytes. Every method blocks, with a time-out, and throws
 * {@link ChainUnavailableException} when no node answers: the caller may try again, nothing was
 * lost.
 */
public interface Chain extends AutoCloseable {
  /** Client and chain id. */
  ChainIdentity identity();

  /** The newest block. */
  Block head();

  /** The block at a height, when there is one. */
  Optional<Block> block(long number);

  /** Balance of an account in wei, at the newest block. */
  BigInteger balance(Address account);

  /** The next nonce of an account, counting mined transactions only. */
  long minedNonce(Address account);

  /** The registry's record of one worker at the newest block, when it ever joined. */
  Optional<WorkerRecord> worker(Contracts contracts, Address worker);

  /** All members of the registry as of a block, in address order. */
  List<WorkerRecord> workers(Contracts contracts, long block);

  /** The least stake that makes a worker active, in wei. */
  BigInteger minimumStake(Contracts contracts);

  /** How long a worker that left must wait for its stake, in seconds. */
  long cooldownSeconds(Contracts contracts);

  /**
   * The events of both contracts in a closed range of blocks, in chain order.
   *
   * @throws IllegalArgumentException when the range is larger than the adapter's limit
   */
  List<ContractEvent> events(Contracts contracts, long fromBlock, long toBlock);

  /** The receipt, once the transaction is mined. */
  Optional<Receipt> receipt(Bytes32 transaction);

  /**
   * Hands signed bytes to the node. A node that has them already is success.
   *
   * @throws NonceUsedException when the nonce is mined: look for the receipt
   * @throws TransactionRefusedException when the node will not take them, with its words
   */
  void send(byte[] signedTransaction);

  /**
   * Who sealed a block.
   *
   * @return empty on a chain without BFT seals
   */
  Optional<Seals> seals(Bytes32 blockHash);

  /** The owner of the signature over a 32-byte hash; empty when it is malformed or has a high s. */
  Optional<Address> signer(Bytes32 hash, byte[] signature);

  @Override
  void close();
}
