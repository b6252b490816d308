package io.fedquorum.chain;

import java.time.Duration;

/** Waiting for receipts, for commands and tests; services come back later instead. */
public final class Confirmations {
  private static final long PAUSE_MILLIS = 200;

  private Confirmations() {}

  /**
   * Submits and waits until it is mined and has succeeded.
   *
   * @throws TransactionRefusedException when the contract reverted; the message has its reason
   * @throws ChainUnavailableException when it is not mined in time; it stays stored
   */
  public static Receipt confirm(
      Transactions transactions, String intent, Call call, Duration timeout) {
    transactions.submit(intent, call);
    Receipt receipt = await(transactions, intent, timeout);
    if (!receipt.succeeded()) {
      throw new TransactionRefusedException(
          "intent '%s' was reverted in block %d: %s"
              .formatted(
                  intent,
                  receipt.block(),
                  receipt.revertReason().isEmpty() ? "no reason" : receipt.revertReason()));
    }
    return receipt;
  }

  /**
   * Waits until a submitted intent is mined, whether it succeeded or not.
   *
   * @throws ChainUnavailableException when it is not mined in time; it stays stored
   */
  public static Receipt await(Transactions transactions, String intent, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      var receipt = transactions.receipt(intent);
      if (receipt.isPresent()) {
        return receipt.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new ChainUnavailableException(
            "intent '%s' is not mined after %d s; it stays stored, and the same command takes it up"
                .formatted(intent, timeout.toSeconds()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChainUnavailableException("interrupted while waiting for a receipt", e);
    }
  }
}
