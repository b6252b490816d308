package io.fedquorum.coordinator.world;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Position;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Keccak;
import io.fedquorum.protocol.PayoutLeaf;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The money of one training, as the contract keeps it. */
public final class Escrow {
  private final Address creator;
  private final Map<Address, BigInteger> paid = new HashMap<>();
  private final Map<Address, BigInteger> slashed = new HashMap<>();
  private BigInteger funded = BigInteger.ZERO;
  private BigInteger totalEarned = BigInteger.ZERO;
  private BigInteger refunded = BigInteger.ZERO;
  private Bytes32 root = Bytes32.ZERO;

  Escrow(Address creator) {
    this.creator = creator;
  }

  /** What a worker was paid, in wei. */
  public BigInteger paid(Address worker) {
    return paid.getOrDefault(worker, BigInteger.ZERO);
  }

  /** What a worker lost, in wei. */
  public BigInteger slashed(Address worker) {
    return slashed.getOrDefault(worker, BigInteger.ZERO);
  }

  /** All that workers lost, in wei. */
  public BigInteger totalSlashed() {
    return slashed.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** All that workers were paid, in wei. */
  public BigInteger totalPaid() {
    return paid.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** What went back to the creator, in wei. */
  public BigInteger refunded() {
    return refunded;
  }

  ContractEvent fund(Position at, long id, Address sender, BigInteger amount) {
    Revert.when(amount.signum() == 0, "ZeroAmount");
    funded = funded.add(amount);
    return new ContractEvent.TrainingFunded(at, id, sender, amount, funded);
  }

  ContractEvent settle(Position at, Call.Settle c) {
    Revert.when(c.totalEarned().compareTo(totalEarned) < 0, "EarnedDecreased");
    Revert.when(c.totalEarned().compareTo(funded) > 0, "EscrowTooSmall");
    totalEarned = c.totalEarned();
    root = c.payoutRoot();
    return new ContractEvent.RoundSettled(
        at,
        c.trainingId(),
        c.round(),
        c.modelDigest(),
        c.verdictDigest(),
        c.payoutRoot(),
        c.totalEarned());
  }

  ContractEvent claim(Position at, Call.Claim c, Members members) {
    PayoutLeaf leaf =
        new PayoutLeaf(c.index(), c.trainingId(), c.account(), c.earned(), c.slashed());
    Revert.when(!computedRoot(leaf.hash(), c.proof()).equals(root), "WrongProof");
    BigInteger payment = c.earned().subtract(paid(c.account())).max(BigInteger.ZERO);
    BigInteger due = c.slashed().subtract(slashed(c.account())).max(BigInteger.ZERO);
    BigInteger penalty = due.signum() == 0 ? due : members.slash(c.account(), due);
    Revert.when(payment.signum() == 0 && penalty.signum() == 0, "NothingToClaim");
    Revert.when(payment.compareTo(totalEarned.subtract(totalPaid())) > 0, "PayoutsExceedTotal");
    paid.merge(c.account(), payment, BigInteger::add);
    slashed.merge(c.account(), penalty, BigInteger::add);
    return new ContractEvent.Claimed(at, c.trainingId(), c.account(), payment, penalty);
  }

  ContractEvent refund(Position at, long id) {
    BigInteger amount = funded.subtract(totalEarned).add(totalSlashed()).subtract(refunded);
    Revert.when(amount.signum() == 0, "NothingToRefund");
    refunded = refunded.add(amount);
    return new ContractEvent.Refunded(at, id, creator, amount);
  }

  private static Bytes32 computedRoot(Bytes32 leaf, List<Bytes32> proof) {
    Bytes32 node = leaf;
    for (Bytes32 sibling : proof) {
      byte[] a = node.bytes();
      byte[] b = sibling.bytes();
      node = Arrays.compareUnsigned(a, b) <= 0 ? Keccak.hash(a, b) : Keccak.hash(b, a);
    }
    return node;
  }
}
