package io.fedquorum.coordinator.runtime;

import io.fedquorum.coordinator.round.Step;
import io.fedquorum.coordinator.round.TrainingDriver;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.training.StoredTraining;
import io.fedquorum.coordinator.training.TrainingConflictException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Drives one training until it is over: take a step, store it, look again. */
final class TrainingLoop implements Runnable {
  private static final Logger LOG = Logger.getLogger(TrainingLoop.class);
  private static final Duration PACE = Duration.ofMillis(200);

  private final String id;
  private final TrainingDriver driver;
  private final TrainingStates states;
  private final Wakeup wakeup;

  TrainingLoop(String id, TrainingDriver driver, TrainingStates states, Wakeup wakeup) {
    this.id = id;
    this.driver = driver;
    this.states = states;
    this.wakeup = wakeup;
  }

  @Override
  public void run() {
    Patience patience = new Patience(LOG, "training " + id);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (goOn()) {
          return;
        }
        patience.worked();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (TrainingConflictException e) {
        LOG.debugf("trainingId=%s changed elsewhere, reading it again", id);
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
    states.store(stored, step.get());
    step.get().facts().forEach(fact -> LOG.infof("trainingId=%s %s", id, FactLine.of(fact)));
    if (step.get().next() instanceof TrainingState.Failed failed) {
      LOG.errorf("trainingId=%s stands still: %s", id, failed.reason());
    }
    return false;
  }

  static boolean isOver(TrainingState state) {
    return state instanceof TrainingState.Ended || state instanceof TrainingState.Failed;
  }
}
