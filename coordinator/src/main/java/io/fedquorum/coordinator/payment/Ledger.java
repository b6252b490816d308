package io.fedquorum.coordinator.payment;

import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.PayoutLeaf;
import io.fedquorum.protocol.PayoutTree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What every worker of a training has earned and lost so far. A worker keeps its place for ever:
 * those of earlier rounds come first, those of one round are in address order. The place is the
 * index of the worker's payout leaf.
 *
 * @param trainingId the training's id on the contract
 * @param lastRound the last round that was applied; 0 when none was
 * @param accounts one for each worker that was ever judged
 */
public record Ledger(long trainingId, int lastRound, List<Account> accounts) {
  public Ledger {
    accounts = List.copyOf(accounts);
    if (trainingId < 0 || lastRound < 0) {
      throw new IllegalArgumentException(
          "trainingId '%d' and lastRound '%d' must not be negative"
              .formatted(trainingId, lastRound));
    }
    if (accounts.stream().map(Account::worker).distinct().count() != accounts.size()) {
      throw new IllegalArgumentException("a worker must have one account in the ledger");
    }
  }

  /** The ledger of a training that has not judged anybody yet. */
  public static Ledger empty(long trainingId) {
    return new Ledger(trainingId, 0, List.of());
  }

  /**
   * The ledger after a round.
   *
   * @throws IllegalArgumentException when the verdicts are of another training, or of a round that
   *     is not after the last one
   */
  public Ledger apply(VerdictList verdicts, PaymentTerms terms) {
    if (verdicts.trainingId() != trainingId || verdicts.round() <= lastRound) {
      throw new IllegalArgumentException(
          "verdicts of training '%d' round '%d' must be of training %d after round %d"
              .formatted(verdicts.trainingId(), verdicts.round(), trainingId, lastRound));
    }
    Map<Address, Account> next = opened(verdicts);
    for (JobVerdict job : verdicts.jobs()) {
      for (ReplicaVerdict replica : job.replicas()) {
        next.computeIfPresent(replica.worker(), (w, a) -> book(a, replica.outcome(), terms));
      }
    }
    return new Ledger(trainingId, verdicts.round(), new ArrayList<>(next.values()));
  }

  /** The leaves in index order. */
  public List<PayoutLeaf> leaves() {
    return IntStream.range(0, accounts.size()).mapToObj(this::leaf).toList();
  }

  /** The payout tree whose root is settled; there must be at least one account. */
  public PayoutTree tree() {
    return new PayoutTree(leaves());
  }

  /** The sum of all that was earned, in wei. */
  public BigInteger totalEarned() {
    return accounts.stream().map(Account::earned).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The sum of all that was slashed, in wei. */
  public BigInteger totalSlashed() {
    return accounts.stream().map(Account::slashed).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private PayoutLeaf leaf(int index) {
    Account account = accounts.get(index);
    return new PayoutLeaf(index, trainingId, account.worker(), account.earned(), account.slashed());
  }

  private Map<Address, Account> opened(VerdictList verdicts) {
    Map<Address, Account> next = new LinkedHashMap<>();
    accounts.forEach(account -> next.put(account.worker(), account));
    TreeSet<Address> judged = new TreeSet<>();
    verdicts.jobs().forEach(j -> j.replicas().forEach(r -> judged.add(r.worker())));
    judged.forEach(worker -> next.computeIfAbsent(worker, Account::empty));
    return next;
  }

  private static Account book(Account account, Outcome outcome, PaymentTerms terms) {
    return switch (outcome) {
      case CORRECT -> account.earn(terms.rewardWei());
      case WRONG -> account.lose(terms.slashWrongWei());
      case UNPROVEN -> account;
      case NO_COMMIT, NO_REVEAL, MALFORMED, NO_UPLOAD -> account.lose(terms.slashMissingWei());
    };
  }
}
