package io.fedquorum.coordinator.eventlog;

import io.fedquorum.coordinator.config.FedqConfig;
import io.fedquorum.simulation.CrashPoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Publishes events to Kafka in the order of their chains, and marks them only then: after a crash
 * some go out again, with the same id and the same bytes, and consumers drop what they have. While
 * Kafka is down the events wait in the database and nothing else stops.
 */
@ApplicationScoped
public class EventOutboxRelay {
  private static final Logger LOG = Logger.getLogger(EventOutboxRelay.class);
  private static final int BATCH = 500;
  private static final long IDLE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final EventRows rows;
  private final EventSignal signal;
  private final FedqConfig.Kafka settings;
  private final MeterRegistry metrics;
  private volatile boolean running = true;
  private volatile String fault;
  private EventPublisher publisher;
  private Thread thread;

  EventOutboxRelay(EventRows rows, EventSignal signal, FedqConfig settings, MeterRegistry metrics) {
    this.rows = rows;
    this.signal = signal;
    this.settings = settings.kafka();
    this.metrics = metrics;
  }

  /** Why events wait, when they do; empty when the last batch went out. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  void start(@Observes StartupEvent event) {
    metrics.gauge("fedquorum.outbox.degraded", this, relay -> relay.fault == null ? 0 : 1);
    thread = new Thread(this::run, "outbox-relay");
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    thread.interrupt();
    thread.join(5_000);
  }

  private void run() {
    long pause = 100;
    // Without a container the service has ended, or never began.
    while (running && Arc.container() != null) {
      try {
        int sent = relay();
        if (fault != null) {
          LOG.info("Kafka takes events again");
        }
        fault = null;
        pause = 100;
        if (sent < BATCH) {
          signal.await(IDLE_MILLIS);
        }
      } catch (InterruptedException e) {
        running = false;
      } catch (Exception e) {
        if (Arc.container() == null) {
          break;
        }
        degrade(e);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        sleep(pause);
      }
    }
    closePublisher();
  }

  /** Relays one batch in one transaction; returns how many. */
  private int relay() throws Exception {
    int sent = QuarkusTransaction.requiringNew().call(this::relayInTransaction);
    if (sent > 0) {
      CrashPoint.OUTBOX_MARKED.pass();
    }
    return sent;
  }

  private int relayInTransaction()
      throws ExecutionException, InterruptedException, TimeoutException {
    if (!rows.tryLockRelay()) {
      return 0;
    }
    List<EventEntity> batch = rows.unpublished(BATCH);
    if (batch.isEmpty()) {
      return 0;
    }
    CrashPoint.OUTBOX_BEFORE.pass();
    publisher().publish(batch);
    batch.forEach(event -> event.published = true);
    CrashPoint.OUTBOX_PUBLISHED.pass();
    metrics.counter("fedquorum.outbox.published").increment(batch.size());
    return batch.size();
  }

  private EventPublisher publisher()
      throws ExecutionException, InterruptedException, TimeoutException {
    if (publisher == null) {
      publisher =
          new EventPublisher(
              settings.bootstrapServers().orElseThrow(), settings.topic(), settings.replicas());
    }
    return publisher;
  }

  private void degrade(Exception cause) {
    if (fault == null) {
      LOG.warnf("events wait in the database, Kafka takes none: %s", rootMessage(cause));
    }
    fault = rootMessage(cause);
    closePublisher();
  }

  private void closePublisher() {
    if (publisher != null) {
      publisher.close();
      publisher = null;
    }
  }

  private void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
