package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.Batch;
import io.fedquorum.chain.Block;
import io.fedquorum.chain.ChainReorganisedException;
import io.fedquorum.chain.Cursor;
import io.fedquorum.chain.EventReader;
import io.fedquorum.coordinator.chain.ChainEvents;
import io.fedquorum.simulation.CrashPoint;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Copies contract events into the database, block by block, and rings when there are new ones. */
@ApplicationScoped
public class Indexer {
  private static final Logger LOG = Logger.getLogger(Indexer.class);
  private static final Duration PACE = Duration.ofMillis(100);

  private final Node node;
  private final ChainEvents events;
  private final Wakeup wakeup;

  @Inject
  Indexer(Node node, ChainEvents events, Wakeup wakeup) {
    this.node = node;
    this.events = events;
    this.wakeup = wakeup;
  }

  /** Reads on until the thread is interrupted. A chain that was rewritten stops it for good. */
  void run() {
    EventReader reader = new EventReader(node.chain(), node.contracts());
    Patience patience = new Patience(LOG, "indexer");
    while (!Thread.currentThread().isInterrupted()) {
      try {
        while (readOn(reader)) {
          wakeup.ring();
        }
        patience.worked();
        Thread.sleep(PACE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ChainReorganisedException e) {
        LOG.errorf("the indexer has stopped: %s", e.getMessage());
        return;
      } catch (RuntimeException e) {
        patience.failed(e);
      }
    }
  }

  /** One batch; whether there was a new block. */
  boolean readOn(EventReader reader) {
    Cursor from =
        events
            .cursor()
            .map(block -> new Cursor(block.number(), block.hash()))
            .orElseGet(() -> Cursor.before(node.contracts()));
    Batch batch = reader.read(from);
    if (batch.next().equals(from)) {
      return false;
    }
    Block last =
        new Block(batch.next().block(), batch.next().blockHash(), batch.next().blockHash(), 0);
    CrashPoint.EVENTS_BEFORE.pass();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              events.advance(batch.events(), last);
              CrashPoint.EVENTS_UNCOMMITTED.pass();
            });
    CrashPoint.EVENTS_STORED.pass();
    return true;
  }
}
