package io.fedquorum.coordinator.replay;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.fact.TransactionRef;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What stands on chain of one training. Each fact of the log that names a transaction must be there
 * as an event, and each event that is there must be in the log, but for those that anyone may
 * cause.
 */
public final class ChainRecord {
  private final long chainId;
  private final List<ContractEvent> events;
  private final Map<Bytes32, List<ContractEvent>> byTransaction = new HashMap<>();
  private final Set<ContractEvent> confirmed = new HashSet<>();
  private final Map<Address, BigInteger> delivered = new HashMap<>();

  /**
   * @param chainId the chain's id
   * @param events all events of the training, in chain order
   */
  public ChainRecord(long chainId, List<ContractEvent> events) {
    this.chainId = chainId;
    this.events = List.copyOf(events);
    for (ContractEvent event : this.events) {
      byTransaction.computeIfAbsent(event.at().transaction(), t -> new ArrayList<>()).add(event);
    }
  }

  void created(Check check, TrainingCreated fact) {
    check.equal("chainId", fact.chainId(), chainId);
    ContractEvent.TrainingCreated event =
        event(check, fact.transaction(), ContractEvent.TrainingCreated.class);
    check.equal("trainingId on chain", fact.trainingId(), event.trainingId());
    check.equal("spec on chain", fact.spec().digest(), event.specDigest());
    BigInteger funds =
        byTransaction.get(fact.transaction().hash()).stream()
            .filter(ContractEvent.TrainingFunded.class::isInstance)
            .map(e -> ((ContractEvent.TrainingFunded) e).amount())
            .reduce(BigInteger.ZERO, BigInteger::add);
    check.equal("funds on chain", fact.spec().fundsWei(), funds);
  }

  void confirm(Check check, Fact fact) {
    if (fact instanceof Fact.RoundOpened f) {
      ContractEvent.RoundOpened event =
          event(check, f.transaction(), ContractEvent.RoundOpened.class);
      check.equal("round on chain", f.round(), event.round());
      check.equal("model on chain", f.model().word(), event.modelDigest());
      check.equal("jobList on chain", f.jobList().word(), event.jobListDigest());
      check.equal("seedCommitment on chain", f.seedCommitment(), event.seedCommitment());
      check.equal("blockHash on chain", f.blockHash(), event.at().blockHash());
    } else if (fact instanceof Fact.RoundAssigned f) {
      ContractEvent.RoundAssigned event =
          event(check, f.transaction(), ContractEvent.RoundAssigned.class);
      check.equal("seed on chain", f.seed(), event.seed());
      check.equal("assignment on chain", f.assignment().word(), event.assignmentDigest());
      check.equal("commitDeadline on chain", f.commitDeadline(), event.commitDeadline());
    } else if (fact instanceof Fact.WorkerCommitted || fact instanceof Fact.WorkerRevealed) {
      confirmWorker(check, fact);
    } else {
      confirmEnd(check, fact);
    }
  }

  private void confirmWorker(Check check, Fact fact) {
    if (fact instanceof Fact.WorkerCommitted f) {
      ContractEvent.Committed event = event(check, f.transaction(), ContractEvent.Committed.class);
      check.equal("worker on chain", f.worker(), event.worker());
      check.equal("commitment on chain", f.commitment(), event.commitment());
    } else if (fact instanceof Fact.WorkerRevealed f) {
      ContractEvent.Revealed event = event(check, f.transaction(), ContractEvent.Revealed.class);
      check.equal("worker on chain", f.worker(), event.worker());
      check.equal(
          "digests on chain", f.digests(), event.digests().stream().map(Digest::of).toList());
    }
  }

  private void confirmEnd(Check check, Fact fact) {
    if (fact instanceof Fact.RevealOpened f) {
      ContractEvent.RevealOpened event =
          event(check, f.transaction(), ContractEvent.RevealOpened.class);
      check.equal("revealDeadline on chain", f.revealDeadline(), event.revealDeadline());
    } else if (fact instanceof Fact.RoundSettled f) {
      ContractEvent.RoundSettled event =
          event(check, f.transaction(), ContractEvent.RoundSettled.class);
      check.equal("model on chain", f.model().word(), event.modelDigest());
      check.equal("verdicts on chain", f.verdicts().word(), event.verdictDigest());
      check.equal("payoutRoot on chain", f.payoutRoot(), event.payoutRoot());
      check.equal("totalEarned on chain", f.totalEarned(), event.totalEarned());
    } else if (fact instanceof Fact.PayoutDelivered f) {
      delivered.put(f.worker(), f.earned());
    } else if (fact instanceof Fact.RoundAbandoned f) {
      ContractEvent.RoundAbandoned event =
          event(check, f.transaction(), ContractEvent.RoundAbandoned.class);
      check.equal("round on chain", f.round(), event.round());
    } else if (fact instanceof Fact.TrainingClosed f) {
      event(check, f.transaction(), ContractEvent.TrainingClosed.class);
    } else if (fact instanceof Fact.TrainingRefunded f && f.amount().signum() > 0) {
      ContractEvent.Refunded event = event(check, f.transaction(), ContractEvent.Refunded.class);
      check.equal("amount on chain", f.amount(), event.amount());
    }
  }

  /** Refuses a log that leaves out what stands on chain, or tells of payments that do not. */
  void requireNothingMore(long sequence) {
    Check check = new Check(sequence, "the last one");
    for (ContractEvent event : events) {
      boolean mustBeLogged =
          !(event instanceof ContractEvent.TrainingFunded
              || event instanceof ContractEvent.RoundAbandoned
              || event instanceof ContractEvent.Claimed);
      String name =
          event.getClass().getSimpleName() + " of transaction " + event.at().transaction();
      check.that(!mustBeLogged || confirmed.contains(event), name, "missing", "there, as on chain");
    }
    delivered.forEach((worker, earned) -> check.equal("paid to " + worker, earned, paid(worker)));
  }

  private BigInteger paid(Address worker) {
    return events.stream()
        .filter(ContractEvent.Claimed.class::isInstance)
        .map(ContractEvent.Claimed.class::cast)
        .filter(claimed -> claimed.worker().equals(worker))
        .map(ContractEvent.Claimed::paid)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private <E extends ContractEvent> E event(Check check, TransactionRef at, Class<E> type) {
    Objects.requireNonNull(at, "transaction");
    for (ContractEvent event : byTransaction.getOrDefault(at.hash(), List.of())) {
      if (type.isInstance(event)) {
        check.equal("block", at.block(), event.at().block());
        confirmed.add(event);
        return type.cast(event);
      }
    }
    throw new DivergenceException(
        check.sequence(), check.type(), "transaction " + at.hash(), "named", "on this chain");
  }
}
