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
  private final int retries;

  public Intents(Transactions transactions, Finality finality) {
    this(transactions, finality, 0);
  }

  private Intents(Transactions transactions, Finality finality, int retries) {
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.finality = Objects.requireNonNull(finality, "finality");
    this.retries = retries;
  }

  /**
   * The same where a refused call is sent anew, up to so many times. Each time it is an intent of
   * its own: the refused one has its receipt for ever.
   */
  Intents retrying(int times) {
    return new Intents(transactions, finality, times);
  }

  /** Makes sure the call is on its way. */
  public void send(String intent, Call call) {
    transactions.submit(latest(intent), call);
  }

  /** The receipt, whatever it says, once it is final. */
  public Optional<Receipt> receipt(String intent) {
    return transactions.receipt(latest(intent)).filter(finality::isFinal);
  }

  /**
   * The receipt of a call that must succeed, once it is final; sends the call first if need be.
   *
   * @throws RevertedException when the contract refused it
   */
  public Optional<Receipt> done(String intent, Call call) {
    send(intent, call);
    Optional<Receipt> receipt = receipt(intent);
    receipt
        .filter(r -> !r.succeeded())
        .ifPresent(
            r -> {
              throw new RevertedException(intent, r.revertReason());
            });
    return receipt;
  }

  private String latest(String intent) {
    String name = intent;
    for (int attempt = 1; attempt <= retries && isRefused(name); attempt++) {
      name = intent + "/retry/" + attempt;
    }
    return name;
  }

  private boolean isRefused(String name) {
    return transactions.receipt(name).filter(receipt -> !receipt.succeeded()).isPresent();
  }
}
