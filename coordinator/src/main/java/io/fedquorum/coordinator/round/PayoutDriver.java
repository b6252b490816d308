package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionSender;
import io.fedquorum.coordinator.fact.Fact.PayoutDelivered;
import io.fedquorum.coordinator.fact.TransactionRef;
import io.fedquorum.coordinator.payment.Account;
import io.fedquorum.coordinator.payment.Ledger;
import io.fedquorum.coordinator.round.TrainingState.PendingPayout;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.PayoutLeaf;
import io.fedquorum.protocol.PayoutTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Delivers payouts: keeps so many on their way as an account's window takes, and notes those that
 * have arrived. A look costs the same however many are due.
 */
final class PayoutDriver {
  /** Twice the window, so that it is full again as soon as it moves. */
  private static final int ON_THEIR_WAY = 2 * TransactionSender.WINDOW;

  private static final String ALREADY_DELIVERED = "NothingToClaim";
  private final Intents intents;

  PayoutDriver(Intents intents) {
    this.intents = Objects.requireNonNull(intents, "intents");
  }

  /** A payout that has arrived. */
  record Arrival(PendingPayout payout, PayoutDelivered fact) {}

  /** Whoever earned or lost something in this round is due. */
  static List<PendingPayout> due(int round, Ledger before, Ledger after) {
    Map<Address, Account> known = new HashMap<>();
    before.accounts().forEach(account -> known.put(account.worker(), account));
    PayoutTree tree = after.tree();
    List<PendingPayout> due = new ArrayList<>();
    for (PayoutLeaf leaf : tree.leaves()) {
      Account old = known.get(leaf.account());
      boolean unchanged =
          old == null
              ? leaf.earned().signum() == 0 && leaf.slashed().signum() == 0
              : old.earned().equals(leaf.earned()) && old.slashed().equals(leaf.slashed());
      if (!unchanged) {
        due.add(new PendingPayout(round, leaf, tree.proof(leaf.index())));
      }
    }
    return due;
  }

  /** Sends the first of what is due; those of them that have arrived. */
  List<Arrival> deliver(List<PendingPayout> payouts) {
    List<PendingPayout> first = payouts.stream().limit(ON_THEIR_WAY).toList();
    first.forEach(payout -> intents.send(intent(payout), call(payout)));
    return first.stream()
        .flatMap(payout -> intents.receipt(intent(payout)).map(r -> arrival(payout, r)).stream())
        .toList();
  }

  /** Whether each has its place in the account's queue, before whatever is sent from now on. */
  boolean allSent(List<PendingPayout> payouts) {
    return payouts.size() <= ON_THEIR_WAY
        && payouts.stream().allMatch(payout -> intents.isSent(intent(payout)));
  }

  private Arrival arrival(PendingPayout payout, Receipt receipt) {
    boolean there =
        receipt.succeeded()
            || receipt.revertReason().contains(ALREADY_DELIVERED)
            // Its root is an older one, and a later claim has brought it all the same.
            || intents.isDelivered(call(payout));
    if (!there) {
      throw new RevertedException(intent(payout), receipt.revertReason());
    }
    // Anyone may deliver a payout: one that somebody else delivered has arrived all the same.
    PayoutLeaf leaf = payout.leaf();
    return new Arrival(
        payout,
        new PayoutDelivered(
            payout.round(),
            leaf.account(),
            leaf.earned(),
            leaf.slashed(),
            TransactionRef.of(receipt)));
  }

  private static String intent(PendingPayout payout) {
    return "training/%d/round/%d/claim/%d"
        .formatted(payout.leaf().trainingId(), payout.round(), payout.leaf().index());
  }

  private static Call.Claim call(PendingPayout payout) {
    PayoutLeaf leaf = payout.leaf();
    return new Call.Claim(
        leaf.trainingId(),
        leaf.index(),
        leaf.account(),
        leaf.earned(),
        leaf.slashed(),
        payout.proof());
  }
}
