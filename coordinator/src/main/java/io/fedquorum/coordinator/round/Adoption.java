package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Transactions;
import io.fedquorum.protocol.Bytes32;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds on the chain what this coordinator has done and its database does not know, because it was
 * restored from a backup that is older. A step that stands there with the very content that would
 * be sent is done, and is not sent again. One that stands there with another content can't be
 * repeated or undone: the training stops. Without a restore every transaction is known, and nothing
 * is found.
 */
final class Adoption {
  private final Chain chain;
  private final IndexedEvents events;
  private long head = -1;

  Adoption(Chain chain, IndexedEvents events) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.events = Objects.requireNonNull(events, "events");
  }

  /** Whether all is indexed that the chain held when this was first asked; before, wait. */
  synchronized boolean isCurrent() {
    if (head < 0) {
      head = chain.head().number();
    }
    return events.indexed().number() >= head;
  }

  boolean hasIndexed(long block) {
    return events.indexed().number() >= block;
  }

  /**
   * The receipt of the transaction that has done this.
   *
   * @throws RevertedException when the chain holds this step with another content
   */
  Optional<Receipt> find(String intent, Call call, Transactions own) {
    Optional<ContractEvent> event = event(call, own).filter(e -> !own.knows(transaction(e)));
    event
        .filter(e -> !says(e, call))
        .ifPresent(
            e -> {
              throw new RevertedException(
                  intent,
                  "the chain is ahead of this database: transaction "
                      + transaction(e)
                      + " has done this step with another content; restore a newer backup");
            });
    return event.flatMap(e -> chain.receipt(transaction(e)));
  }

  /** The seed that a round was drawn with on the chain, unknown to this database. */
  Optional<Bytes32> seed(long trainingId, int round, Transactions own) {
    return ofRound(ContractEvent.RoundAssigned.class, trainingId, round)
        .filter(e -> !own.knows(e.at().transaction()))
        .map(ContractEvent.RoundAssigned::seed);
  }

  private Optional<? extends ContractEvent> step(Call call) {
    if (call instanceof Call.OpenRound c) {
      return ofRound(ContractEvent.RoundOpened.class, c.trainingId(), c.round());
    } else if (call instanceof Call.Assign c) {
      return ofRound(ContractEvent.RoundAssigned.class, c.trainingId(), c.round());
    } else if (call instanceof Call.Settle c) {
      return ofRound(ContractEvent.RoundSettled.class, c.trainingId(), c.round());
    } else if (call instanceof Call.AbandonRound c) {
      return ofRound(ContractEvent.RoundAbandoned.class, c.trainingId(), c.round());
    } else if (call instanceof Call.CloseTraining c) {
      return events.ofTraining(c.trainingId()).stream()
          .filter(ContractEvent.TrainingClosed.class::isInstance)
          .findFirst();
    }
    return Optional.empty();
  }

  private Optional<ContractEvent> event(Call call, Transactions own) {
    if (call instanceof Call.CreateTraining c) {
      return events.created(c.specDigest()).stream()
          .filter(e -> e.creator().equals(own.account()) && !own.knows(e.at().transaction()))
          .map(ContractEvent.class::cast)
          .findFirst();
    }
    return step(call).map(ContractEvent.class::cast);
  }

  /**
   * Whether the worker has been paid, in all, at least what this claim would bring it to. What was
   * slashed does not tell: the chain counts what the stake held, and the rest stays due in the next
   * leaf.
   */
  boolean isDelivered(Call.Claim call) {
    List<ContractEvent.Claimed> claims =
        events.ofTraining(call.trainingId()).stream()
            .filter(ContractEvent.Claimed.class::isInstance)
            .map(ContractEvent.Claimed.class::cast)
            .filter(e -> e.worker().equals(call.account()))
            .toList();
    return sum(claims, ContractEvent.Claimed::paid).compareTo(call.earned()) >= 0
        && (call.slashed().signum() == 0 || !claims.isEmpty());
  }

  private static BigInteger sum(
      List<ContractEvent.Claimed> claims, Function<ContractEvent.Claimed, BigInteger> amount) {
    return claims.stream().map(amount).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static boolean says(ContractEvent event, Call call) {
    if (event instanceof ContractEvent.RoundOpened e && call instanceof Call.OpenRound c) {
      return e.modelDigest().equals(c.modelDigest())
          && e.jobListDigest().equals(c.jobListDigest())
          && e.seedCommitment().equals(c.seedCommitment());
    } else if (event instanceof ContractEvent.RoundAssigned e && call instanceof Call.Assign c) {
      return e.seed().equals(c.seed()) && e.assignmentDigest().equals(c.assignmentDigest());
    } else if (event instanceof ContractEvent.RoundSettled e && call instanceof Call.Settle c) {
      return e.modelDigest().equals(c.modelDigest())
          && e.verdictDigest().equals(c.verdictDigest())
          && e.payoutRoot().equals(c.payoutRoot())
          && e.totalEarned().equals(c.totalEarned());
    }
    return true;
  }

  private static Bytes32 transaction(ContractEvent event) {
    return event.at().transaction();
  }

  private <E extends ContractEvent> Optional<E> ofRound(Class<E> type, long trainingId, int round) {
    return events.ofRound(trainingId, round).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
