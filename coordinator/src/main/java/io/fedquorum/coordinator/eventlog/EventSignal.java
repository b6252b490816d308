package io.fedquorum.coordinator.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the relay and the streams in this process that something was committed. A hint: other
 * replicas write too, so its listeners also look by themselves now and then.
 */
@ApplicationScoped
public class EventSignal {
  private final TransactionSynchronizationRegistry transactions;
  private final AtomicLong commits = new AtomicLong();
  private final Semaphore fresh = new Semaphore(0);

  EventSignal(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  /** Raises the signal when the current transaction has committed. */
  void afterCommit() {
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // nothing to do before
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              commits.incrementAndGet();
              fresh.release();
            }
          }
        });
  }

  /** A number that changes with each commit of an event here. */
  public long commits() {
    return commits.get();
  }

  /** Waits for the signal; for the relay alone. */
  void await(long millis) throws InterruptedException {
    if (fresh.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      fresh.drainPermits();
    }
  }
}
