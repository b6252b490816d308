package io.fedquorum.coordinator.runtime;

import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.assignment.UnsupportedSizeException;
import io.fedquorum.coordinator.round.JobPlanner;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.round.TrainingState.Failed;
import io.fedquorum.coordinator.round.TrainingState.Funding;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.coordinator.round.TrainingState.Wish;
import io.fedquorum.coordinator.training.InvalidTrainingException;
import io.fedquorum.coordinator.training.StoredTraining;
import io.fedquorum.coordinator.training.TrainingConflictException;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import io.fedquorum.simulation.CrashPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;

/** What operators can do with trainings. */
@ApplicationScoped
public class Trainings {
  private final Node node;
  private final Engine engine;
  private final ArtifactStore artifacts;
  private final TrainingStates states;
  private final Loops loops;
  private final Wakeup wakeup;

  @Inject
  Trainings(
      Node node,
      Engine engine,
      ArtifactStore artifacts,
      TrainingStates states,
      Loops loops,
      Wakeup wakeup) {
    this.node = node;
    this.engine = engine;
    this.artifacts = artifacts;
    this.states = states;
    this.loops = loops;
    this.wakeup = wakeup;
  }

  /**
   * Checks and stores a training; its funding begins at once.
   *
   * @return the new training's id
   * @throws InvalidTrainingException when it can't run here and now; nothing is stored
   */
  public String create(TrainingSpec spec) {
    requirePossible(spec);
    byte[] model = engine.get().initialModel(spec.model(), JobPlanner.initialSeed(spec));
    Digest initial = artifacts.put(model);
    String id = UUID.randomUUID().toString();
    CrashPoint.TRAINING_BEFORE.pass();
    states.create(id, spec, new Funding(spec, initial));
    CrashPoint.TRAINING_STORED.pass();
    loops.start(id);
    return id;
  }

  /** Stops before the next round. */
  public void pause(String id) {
    wish(id, Wish.PAUSE);
  }

  /** Goes on with a paused training, or tries a failed step again. */
  public void resume(String id) {
    wish(id, Wish.RUN);
  }

  /** Ends a training after the round in hand; what is left of the funds is refunded. */
  public void cancel(String id) {
    wish(id, Wish.CANCEL);
  }

  /** All trainings, newest first. */
  public List<StoredTraining> all() {
    return states.all();
  }

  /** One training. */
  public StoredTraining get(String id) {
    return states.stored(id);
  }

  private void wish(String id, Wish wish) {
    StoredTraining stored = states.stored(id);
    TrainingState state = TrainingStates.stateOf(stored);
    TrainingState before = state instanceof Failed failed ? failed.retry() : state;
    boolean again = state instanceof Failed && wish == Wish.RUN;
    if (!(before instanceof Running) && !again) {
      throw new TrainingConflictException(
          "training '%s' is %s; only a running, paused or failed one takes this"
              .formatted(id, stored.status()));
    }
    TrainingState next = before instanceof Running running ? running.wishing(wish) : before;
    states.store(stored, next);
    loops.start(id);
    wakeup.ring();
  }

  private void requirePossible(TrainingSpec spec) {
    if (!node.isReady()) {
      throw new ChainUnavailableException("the coordinator is not connected to a chain yet");
    }
    DatasetRef data = engine.get().dataset().ref();
    if (!spec.dataset().equals("auto") && !spec.dataset().equals(data.name())) {
      throw new InvalidTrainingException(
          "dataset", spec.dataset(), "auto or " + data.name() + ", which this coordinator holds");
    }
    if (spec.jobs() > data.train()) {
      throw new InvalidTrainingException("jobs", spec.jobs(), "at most " + data.train());
    }
    requireWorkers(spec);
    spec.requireVerdictsWithin(node.chain().cooldownSeconds(node.contracts()));
    BigInteger balance = node.chain().balance(node.account());
    if (spec.fundsWei().compareTo(balance) > 0) {
      throw new InvalidTrainingException(
          "fundsWei", spec.fundsWei(), "at most the balance of " + node.account() + ": " + balance);
    }
  }

  private void requireWorkers(TrainingSpec spec) {
    long active =
        node.chain().workers(node.contracts(), node.chain().head().number()).stream()
            .filter(WorkerRecord::active)
            .count();
    int workers = Math.toIntExact(active);
    if (spec.replicas() > workers) {
      throw new InvalidTrainingException(
          "replicas", spec.replicas(), "at most the " + workers + " active workers");
    }
    try {
      Policy.parse(spec.policy()).requireSupported(workers, spec.replicas(), 0);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException(
          "policy", spec.policy(), "one that fits: " + e.getMessage());
    }
    try {
      Designs.named(spec.design()).requireFits(new Size(workers, spec.jobs(), spec.replicas()));
    } catch (UnsupportedSizeException e) {
      throw new InvalidTrainingException(
          "design", spec.design(), "one that fits: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new InvalidTrainingException("design", spec.design(), "known: " + e.getMessage());
    }
  }
}
