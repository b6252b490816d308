package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.lease.Lease;
import io.fedquorum.coordinator.lease.LeaseLostException;
import io.fedquorum.coordinator.round.Step;
import io.fedquorum.coordinator.round.TrainingDriver;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.round.UnfitEngineException;
import io.fedquorum.coordinator.training.StoredTraining;
import io.fedquorum.coordinator.training.TrainingConflictException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Drives one training until it is over, told to stop, or the lease is lost: take a step, store it,
 * look again.
 */
final class TrainingLoop implements Runnable {
  private static final Logger LOG = Logger.getLogger(TrainingLoop.class);
  private static final Duration PACE = Duration.ofMillis(200);

  private final String id;
  private final Lease lease;
  private final TrainingDriver driver;
  private final TrainingStates states;
  private final Wakeup wakeup;
  private volatile boolean stopping;

  TrainingLoop(Lease lease, TrainingDriver driver, TrainingStates states, Wakeup wakeup) {
    this.id = lease.trainingId();
    this.lease = lease;
    this.driver = driver;
    this.states = states;
    this.wakeup = wakeup;
  }

  /** The right under which it writes. */
  Lease lease() {
    return lease;
  }

  /** Ends the loop after the step that is under way. */
  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    Patience patience = new Patience(LOG, "training " + id);
    while (!stopping && !Thread.currentThread().isInterrupted()) {
      try {
        if (goOn()) {
          return;
        }
        patience.worked();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (TrainingConflictException e) {
        LOG.debugf("trainingId=%s changed elsewhere, reading it again", id);
      } catch (LeaseLostException e) {
        LOG.warnf("trainingId=%s is left to another replica: %s", id, e.getMessage());
        return;
      } catch (UnfitEngineException e) {
        LOG.errorf("trainingId=%s is given back: %s", id, e.getMessage());
        return;
      } catch (RuntimeException e) {
        patience.failed(e);
      }
    }
  }

  /** Takes all steps that can be taken now, then waits for news; whether the training is over. */
  private boolean goOn() throws InterruptedException {
    long mark = wakeup.mark();
    StoredTraining stored = states.stored(id);
    TrainingState state = TrainingStates.stateOf(stored);
    if (isOver(state)) {
      LOG.infof("trainingId=%s %s", id, stored.status());
      return true;
    }
    Optional<Step<TrainingState>> step = driver.advance(state);
    if (step.isEmpty()) {
      wakeup.await(mark, PACE);
      return false;
    }
    states.store(stored, step.get(), lease);
    step.get().facts().forEach(fact -> LOG.infof("trainingId=%s %s", id, FactLine.of(fact)));
    if (step.get().next() instanceof TrainingState.Failed failed) {
      LOG.errorf("trainingId=%s stands still: %s", id, failed.reason());
    }
    return false;
  }

  private static boolean isOver(TrainingState state) {
    return state instanceof TrainingState.Ended || state instanceof TrainingState.Failed;
  }
}
