package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.fact.Fact.PayoutDelivered;
import io.fedquorum.coordinator.fact.Fact.RoundSettled;
import io.fedquorum.coordinator.fact.Fact.TrainingRefunded;
import io.fedquorum.coordinator.payment.Account;
import io.fedquorum.coordinator.payment.Ledger;
import io.fedquorum.coordinator.payment.PaymentTerms;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** The money of a training, booked again from its verdicts. */
final class PayoutReplay {
  private final PaymentTerms terms;
  private final Map<Address, Account> delivered = new HashMap<>();
  private Ledger ledger;
  private boolean refunded;

  PayoutReplay(long trainingId, PaymentTerms terms) {
    this.terms = terms;
    this.ledger = Ledger.empty(trainingId);
  }

  void settle(Check check, RoundSettled settled, VerdictList verdicts) {
    requireAllDelivered(check);
    ledger = ledger.apply(verdicts, terms);
    check.equal("payoutRoot", settled.payoutRoot(), ledger.tree().root());
    check.equal("totalEarned", settled.totalEarned(), ledger.totalEarned());
  }

  void deliver(Check check, PayoutDelivered payout, int settledRounds) {
    check.equal("round", payout.round(), settledRounds);
    Account account =
        ledger.accounts().stream()
            .filter(candidate -> candidate.worker().equals(payout.worker()))
            .findFirst()
            .orElseThrow(
                () ->
                    new DivergenceException(
                        check.sequence(), check.type(), "worker", payout.worker(), "judged"));
    check.equal("earned", payout.earned(), account.earned());
    check.equal("slashed", payout.slashed(), account.slashed());
    Account before = delivered.put(account.worker(), account);
    check.that(!account.equals(before), "the payout", "delivered twice", "delivered once");
  }

  /** No round is settled and no training closed before all that is due has arrived. */
  void requireAllDelivered(Check check) {
    for (Account account : ledger.accounts()) {
      boolean isDue = account.earned().signum() > 0 || account.slashed().signum() > 0;
      check.that(
          !isDue || account.equals(delivered.get(account.worker())),
          "the payout of " + account.worker(),
          "missing",
          "delivered before");
    }
  }

  /**
   * At least the funds that nobody earned come back. How much more is known to the chain alone:
   * what the stakes still held, and what others paid in.
   */
  void refund(Check check, TrainingRefunded refund, boolean closed, BigInteger funds) {
    check.that(closed && !refunded, "the refund", "there", "once, after the training is closed");
    refunded = true;
    BigInteger least = funds.subtract(ledger.totalEarned());
    check.that(
        refund.amount().compareTo(least) >= 0, "amount", refund.amount(), "at least " + least);
  }

  /** Whether the training is over. */
  boolean isRefunded() {
    return refunded;
  }
}
