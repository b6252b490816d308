package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.eventlog.LoggedEvent;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.round.JobPlanner;
import io.fedquorum.coordinator.round.UnusableModelException;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.MalformedArtifactException;
import io.fedquorum.worker.training.TrainingEngine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Replays one training. */
public final class Replay {
  private final ArtifactStore artifacts;
  private final TrainingEngine engine;
  private final Optional<ChainRecord> chain;
  private final ReplayOptions options;

  /**
   * @param artifacts the training's artifacts
   * @param engine trains and evaluates on the same data and profile as the training did
   * @param chain what stands on chain, to be compared too
   */
  public Replay(
      ArtifactStore artifacts,
      TrainingEngine engine,
      Optional<ChainRecord> chain,
      ReplayOptions options) {
    this.artifacts = Objects.requireNonNull(artifacts, "artifacts");
    this.engine = Objects.requireNonNull(engine, "engine");
    this.chain = Objects.requireNonNull(chain, "chain");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Replays the log.
   *
   * @param lines the exported log, a JSON document a line
   * @throws io.fedquorum.coordinator.eventlog.BrokenChainException when the log is not as it was
   *     written
   * @throws DivergenceException at the first event that the computation does not confirm
   */
  public ReplayReport run(Stream<String> lines) {
    List<LoggedEvent> events = EventChain.verify(lines);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("the event log is empty");
    }
    TrainingReplay replay = confirmed(events.get(0), this::start);
    for (LoggedEvent event : events.subList(1, events.size())) {
      confirmed(event, e -> next(replay, e));
    }
    chain.ifPresent(c -> c.requireNothingMore(events.size()));
    return replay.report(events.size(), chain.isPresent());
  }

  /** An event that says what can't be, such as a result that is none, diverges too. */
  private static <T> T confirmed(LoggedEvent event, Function<LoggedEvent, T> step) {
    try {
      return step.apply(event);
    } catch (IllegalArgumentException | MalformedArtifactException | UnusableModelException e) {
      throw new DivergenceException(
          event.sequence(), event.type(), "its content", "impossible", "valid: " + e.getMessage());
    }
  }

  private static TrainingReplay next(TrainingReplay replay, LoggedEvent event) {
    replay.next(event.sequence(), Facts.read(event.type(), event.data()));
    return replay;
  }

  private TrainingReplay start(LoggedEvent first) {
    Check check = new Check(first.sequence(), first.type());
    Fact fact = Facts.read(first.type(), first.data());
    if (!(fact instanceof TrainingCreated created)) {
      throw new DivergenceException(
          first.sequence(), first.type(), "the first event", first.type(), "TrainingCreated");
    }
    check.equal("dataset", created.dataset(), engine.dataset().ref());
    check.equal("numericProfile", created.numericProfile(), engine.profile());
    byte[] initial =
        engine.initialModel(created.spec().model(), JobPlanner.initialSeed(created.spec()));
    check.equal("initialModel", created.initialModel(), Digest.of(initial));
    chain.ifPresent(c -> c.created(check, created));
    return new TrainingReplay(created, artifacts, engine, chain, options);
  }
}
