package io.fedquorum.worker.process;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.chain.Transactions;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.Keys;
import io.fedquorum.worker.status.WorkerFailure;
import io.fedquorum.worker.status.WorkerLog;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/** Makes the worker an active member of the registry, once; waits while an operator has to act. */
public final class Membership {
  private static final long LOOK_MILLIS = 250;
  private static final long FIRST_RETRY_MILLIS = 2_000;
  private static final long LONGEST_RETRY_MILLIS = 15_000;
  private final Chain chain;
  private final Transactions transactions;
  private final Deployment deployment;
  private final Optional<BigInteger> wantedStake;
  private final WorkerLog log;
  private long retryMillis = FIRST_RETRY_MILLIS;

  /**
   * A membership.
   *
   * @param wantedStake in wei; empty for the registry's minimum
   */
  public Membership(
      Chain chain,
      Transactions transactions,
      Deployment deployment,
      Optional<BigInteger> wantedStake,
      WorkerLog log) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.deployment = Objects.requireNonNull(deployment, "deployment");
    this.wantedStake = Objects.requireNonNull(wantedStake, "wantedStake");
    this.log = Objects.requireNonNull(log, "log");
  }

  /**
   * Returns when the worker is active, or when it was told to stop.
   *
   * @throws WorkerFailure when no waiting helps
   */
  public void ensureActive(StopSignal stop) {
    while (!stop.isStopping()) {
      try {
        if (isActive(stop)) {
          return;
        }
        retryLater(stop);
      } catch (ChainUnavailableException e) {
        log.warn("the chain does not answer, trying again: " + e.getMessage(), Keys.NONE);
        retryLater(stop);
      }
    }
  }

  private boolean isActive(StopSignal stop) {
    Optional<WorkerRecord> member = chain.worker(deployment.contracts(), deployment.worker());
    if (member.isEmpty() || member.get().joinedAt() == 0) {
      return join(stop);
    }
    requireProfile(member.get());
    if (member.get().active()) {
      log.state("member", "stake " + member.get().stake() + " wei", Keys.NONE);
      return true;
    }
    BigInteger shortfall = minimum().subtract(member.get().stake());
    if (shortfall.signum() > 0) {
      topUp(member.get(), shortfall, stop);
      return false;
    }
    log.warn(
        "this worker is in the registry and not active: it was revoked, or is leaving; an operator types: ./fedq worker approve "
            + deployment.worker(),
        Keys.NONE);
    return false;
  }

  private boolean join(StopSignal stop) {
    BigInteger stake = wantedStake.orElseGet(this::minimum);
    if (stake.compareTo(minimum()) < 0) {
      throw new WorkerFailure(
          ExitCode.USAGE,
          "--stake %s wei is below the registry's minimum of %s wei".formatted(stake, minimum()));
    }
    requireBalance(stake);
    Call call = new Call.Join(deployment.numericProfile(), stake);
    Optional<Receipt> receipt = send("join", call, stop);
    if (receipt.isEmpty()) {
      return false;
    }
    if (receipt.get().succeeded()) {
      log.state("joined", "stake " + stake + " wei", Keys.NONE.tx(receipt.get().transaction()));
      return true;
    }
    explain(receipt.get().revertReason());
    return false;
  }

  private void explain(String reason) {
    if (reason.isEmpty() || reason.contains("NotApproved")) {
      log.state(
          "waiting",
          "not on the allow-list; an operator types: ./fedq worker approve " + deployment.worker(),
          Keys.NONE);
    } else {
      log.warn("the registry refused to let this worker join: " + reason, Keys.NONE);
    }
  }

  private void topUp(WorkerRecord member, BigInteger shortfall, StopSignal stop) {
    if (wantedStake.isEmpty()) {
      throw new WorkerFailure(
          ExitCode.MEMBERSHIP,
          "the stake of %s is %s wei, below the minimum of %s wei; give --stake to top it up"
              .formatted(deployment.worker(), member.stake(), minimum()));
    }
    BigInteger amount = wantedStake.get().subtract(member.stake()).max(shortfall);
    requireBalance(amount);
    send("top-up", new Call.TopUp(amount), stop)
        .filter(Receipt::succeeded)
        .ifPresent(r -> log.state("topped-up", amount + " wei", Keys.NONE.tx(r.transaction())));
  }

  /**
   * Sends a call under the first intent of its kind that has not failed or been used up, and waits
   * for its receipt. A join that was under way when the worker was killed is found again.
   */
  private Optional<Receipt> send(String kind, Call call, StopSignal stop) {
    int attempt = 0;
    while (transactions.receipt(intent(kind, attempt)).isPresent()) {
      attempt++;
    }
    String intent = intent(kind, attempt);
    try {
      transactions.submit(intent, call);
      while (!stop.isStopping()) {
        Optional<Receipt> receipt = transactions.receipt(intent);
        if (receipt.isPresent()) {
          return receipt;
        }
        stop.pause(LOOK_MILLIS);
      }
    } catch (TransactionRefusedException e) {
      log.warn("the node refused to " + kind + ", trying again: " + e.getMessage(), Keys.NONE);
    }
    return Optional.empty();
  }

  private static String intent(String kind, int attempt) {
    return "registry/" + kind + "/" + attempt;
  }

  private void requireProfile(WorkerRecord member) {
    if (!member.numericProfile().equals(deployment.numericProfile())) {
      throw new WorkerFailure(
          ExitCode.MEMBERSHIP,
          "%s is registered under numeric profile %s and this machine is of %s; use another key, or leave and join again"
              .formatted(
                  deployment.worker(), member.numericProfile(), deployment.numericProfile()));
    }
  }

  private void requireBalance(BigInteger amount) {
    BigInteger balance = chain.balance(deployment.worker());
    if (balance.compareTo(amount) < 0) {
      throw new WorkerFailure(
          ExitCode.BALANCE,
          "account %s has %s wei and the stake is %s wei; fund it with %s wei more"
              .formatted(deployment.worker(), balance, amount, amount.subtract(balance)));
    }
  }

  private BigInteger minimum() {
    return chain.minimumStake(deployment.contracts());
  }

  private void retryLater(StopSignal stop) {
    stop.pause(retryMillis);
    retryMillis = Math.min(2 * retryMillis, LONGEST_RETRY_MILLIS);
  }
}
