package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Transactions;
import java.util.Objects;
import java.util.Optional;

/** Sends calls once each, and waits for their final success. */
public final class Intents {
  private final Transactions transactions;
  private final Finality finality;

  public Intents(Transactions transactions, Finality finality) {
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.finality = Objects.requireNonNull(finality, "finality");
  }

  /** Makes sure the call is on its way. */
  public void send(String intent, Call call) {
    transactions.submit(intent, call);
  }

  /** The receipt, whatever it says, once it is final. */
  public Optional<Receipt> receipt(String intent) {
    return transactions.receipt(intent).filter(finality::isFinal);
  }

  /**
   * The receipt of a call that must succeed, once it is final; sends the call first if need be.
   *
   * @throws RevertedException when the contract refused it
   */
  public Optional<Receipt> done(String intent, Call call) {
    transactions.submit(intent, call);
    Optional<Receipt> receipt = receipt(intent);
    receipt
        .filter(r -> !r.succeeded())
        .ifPresent(
            r -> {
              throw new RevertedException(intent, r.revertReason());
            });
    return receipt;
  }
}
