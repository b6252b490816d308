package io.fedquorum.coordinator.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fedquorum.coordinator.eventlog.EventLog;
import io.fedquorum.coordinator.eventlog.LoggedEvent;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.lease.Lease;
import io.fedquorum.coordinator.lease.Leases;
import io.fedquorum.coordinator.round.Step;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.training.StoredTraining;
import io.fedquorum.coordinator.training.TrainingRepository;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.simulation.CrashPoint;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads and writes training states; a state and the facts behind it are stored together. */
@ApplicationScoped
public class TrainingStates {
  /** Statuses of trainings that are neither over nor wait for an operator to look. */
  private static final Set<String> DRIVEN =
      Set.of("funding", "running", "paused", "closing", "refunding");

  private final TrainingRepository trainings;
  private final EventLog log;
  private final Leases leases;

  @Inject
  TrainingStates(TrainingRepository trainings, EventLog log, Leases leases) {
    this.trainings = trainings;
    this.log = log;
    this.leases = leases;
  }

  /** Stores a new training. */
  void create(String id, TrainingSpec spec, TrainingState state) {
    QuarkusTransaction.requiringNew()
        .run(() -> trainings.create(id, json(spec), json(state), statusOf(state)));
  }

  /** The stored form, without the state decoded. */
  StoredTraining stored(String id) {
    return QuarkusTransaction.requiringNew()
        .call(() -> trainings.find(id))
        .orElseThrow(() -> new UnknownTrainingException(id));
  }

  /** All trainings, newest first. */
  List<StoredTraining> all() {
    return QuarkusTransaction.requiringNew().call(trainings::all);
  }

  /** The ids of trainings that somebody has to drive. */
  List<String> unfinished() {
    return QuarkusTransaction.requiringNew().call(() -> trainings.withStatus(DRIVEN)).stream()
        .map(StoredTraining::id)
        .toList();
  }

  /** Stores a step under a lease; nothing is stored when that was taken over. */
  void store(StoredTraining before, Step<TrainingState> step, Lease lease) {
    CrashPoint.STEP_BEFORE.pass();
    store(before, step, () -> leases.require(lease));
    CrashPoint.STEP_STORED.pass();
  }

  /** Stores an operator's wish, which any replica may take: the training's version guards it. */
  void store(StoredTraining before, TrainingState wished) {
    store(before, new Step<>(wished, List.of()), () -> {});
  }

  private void store(StoredTraining before, Step<TrainingState> step, Runnable guard) {
    TrainingState next = step.next();
    StoredTraining after =
        new StoredTraining(
            before.id(),
            onChainId(next, before.onChainId()),
            before.spec(),
            json(next),
            statusOf(next),
            before.version(),
            before.createdAt());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              guard.run();
              trainings.update(after);
              step.facts().forEach(f -> log.append(before.id(), Facts.typeOf(f), Facts.toJson(f)));
              CrashPoint.STEP_UNCOMMITTED.pass();
            });
  }

  /** The facts of a training so far. */
  public List<Fact> facts(String id) {
    List<Fact> facts = new ArrayList<>();
    long next = 1;
    for (List<LoggedEvent> page = page(id, next); !page.isEmpty(); page = page(id, next)) {
      page.forEach(event -> facts.add(Facts.read(event.type(), event.data())));
      next = page.get(page.size() - 1).sequence() + 1;
    }
    return facts;
  }

  private List<LoggedEvent> page(String id, long from) {
    return QuarkusTransaction.requiringNew().call(() -> log.read(id, from));
  }

  /** The decoded state. */
  public static TrainingState stateOf(StoredTraining stored) {
    return parse(stored.state());
  }

  static TrainingState parse(String json) {
    return CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8), TrainingState.class);
  }

  private static Long onChainId(TrainingState state, Long known) {
    return state instanceof TrainingState.Running running
        ? Long.valueOf(running.training().trainingId())
        : known;
  }

  private static String statusOf(TrainingState state) {
    if (state instanceof TrainingState.Ended ended) {
      return ended.outcome();
    }
    if (state instanceof TrainingState.Running running && running.paused()) {
      return "paused";
    }
    return state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String json(TrainingState state) {
    try {
      return CanonicalJson.mapper().writerFor(TrainingState.class).writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a training state has no JSON form", e);
    }
  }

  private static String json(TrainingSpec spec) {
    return new String(CanonicalJson.write(spec), StandardCharsets.UTF_8);
  }
}
