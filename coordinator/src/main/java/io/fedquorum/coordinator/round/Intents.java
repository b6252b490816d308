package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Transactions;
import io.fedquorum.protocol.Bytes32;
import java.util.Objects;
import java.util.Optional;

/** Sends calls once each, and waits for their final success. */
public final class Intents {
  private final Transactions transactions;
  private final Finality finality;
  private final int retries;
  private final Adoption adoption;

  public Intents(Transactions transactions, Finality finality) {
    this(transactions, finality, 0, null);
  }

  private Intents(Transactions transactions, Finality finality, int retries, Adoption adoption) {
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.finality = Objects.requireNonNull(finality, "finality");
    this.retries = retries;
    this.adoption = adoption;
  }

  /**
   * The same where a refused call is sent anew, up to so many times. Each time it is an intent of
   * its own: the refused one has its receipt for ever.
   */
  Intents retrying(int times) {
    return new Intents(transactions, finality, times, adoption);
  }

  /** The same where a step that already stands on the chain is not sent again. */
  Intents adopting(Adoption found) {
    return adoption != null ? this : new Intents(transactions, finality, retries, found);
  }

  /** Whether the chain says that all which this claim asks for was claimed before. */
  boolean isDelivered(Call.Claim claim) {
    return adoption != null && adoption.isDelivered(claim);
  }

  /** Whether all that may have to be adopted is known; before, nothing new is to be begun. */
  boolean isCurrent() {
    return adoption == null || adoption.isCurrent();
  }

  /** The seed of a round that this coordinator drew before its database was restored. */
  Optional<Bytes32> adoptedSeed(long trainingId, int round) {
    return adoption == null ? Optional.empty() : adoption.seed(trainingId, round, transactions);
  }

  /** Whether a transaction of the intent is stored, and so has its nonce. */
  boolean isSent(String intent) {
    return transactions.has(latest(intent));
  }

  /** Makes sure the call is on its way. */
  public void send(String intent, Call call) {
    String name = latest(intent);
    if (adoption == null || !mayBeDone(name, call)) {
      transactions.submit(name, call);
    }
  }

  /** An intent that is not stored may have been one of a database that is lost. */
  private boolean mayBeDone(String name, Call call) {
    return !transactions.has(name)
        && (!adoption.isCurrent() || adoption.find(name, call, transactions).isPresent());
  }

  private Optional<Receipt> adopted(String name, Call call) {
    return adoption == null || transactions.has(name) || !adoption.isCurrent()
        ? Optional.empty()
        : adoption.find(name, call, transactions).filter(finality::isFinal);
  }

  /** As {@link #receipt(String)}, or that of the transaction which has done the same before. */
  public Optional<Receipt> receipt(String intent, Call call) {
    return receipt(intent).or(() -> adopted(latest(intent), call));
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
    Optional<Receipt> receipt = receipt(intent, call);
    return receipt.isPresent() && !receipt.get().succeeded()
        ? refused(intent, call, receipt.get())
        : receipt;
  }

  /** A transaction of a database that is lost may have been mined first. */
  private Optional<Receipt> refused(String intent, Call call, Receipt receipt) {
    if (adoption != null && !adoption.hasIndexed(receipt.block())) {
      return Optional.empty();
    }
    Optional<Receipt> other =
        adoption == null ? Optional.empty() : adoption.find(intent, call, transactions);
    if (other.isEmpty()) {
      throw new RevertedException(intent, receipt.revertReason());
    }
    return other.filter(finality::isFinal);
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
