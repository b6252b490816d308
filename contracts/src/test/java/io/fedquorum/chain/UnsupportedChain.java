package io.fedquorum.chain;

import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A chain that does nothing, for test doubles that answer only what their test is about. */
abstract class UnsupportedChain implements Chain {
  @Override
  public ChainIdentity identity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger balance(Address account) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long minedNonce(Address account) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<WorkerRecord> worker(Contracts contracts, Address worker) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<WorkerRecord> workers(Contracts contracts, long block) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger minimumStake(Contracts contracts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long cooldownSeconds(Contracts contracts) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Receipt> receipt(Bytes32 transaction) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void send(byte[] signedTransaction) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Seals> seals(Bytes32 blockHash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Address> signer(Bytes32 hash, byte[] signature) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
