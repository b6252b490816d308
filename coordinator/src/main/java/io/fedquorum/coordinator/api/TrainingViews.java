package io.fedquorum.coordinator.api;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.history.RoundHistory;
import io.fedquorum.coordinator.history.TrainingHistory;
import io.fedquorum.coordinator.round.RoundState;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.round.TrainingState.Failed;
import io.fedquorum.coordinator.round.TrainingState.Running;
import io.fedquorum.coordinator.runtime.ChainPulse;
import io.fedquorum.coordinator.runtime.TrainingStates;
import io.fedquorum.coordinator.training.StoredTraining;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Makes views of trainings from what is stored. */
@ApplicationScoped
class TrainingViews {
  private final TrainingStates states;
  private final ArtifactStore artifacts;
  private final ChainPulse pulse;

  @Inject
  TrainingViews(TrainingStates states, ArtifactStore artifacts, ChainPulse pulse) {
    this.states = states;
    this.artifacts = artifacts;
    this.pulse = pulse;
  }

  TrainingHistory history(String id) {
    return TrainingHistory.of(states.facts(id));
  }

  TrainingView view(StoredTraining stored) {
    TrainingHistory history = history(stored.id());
    TrainingSpec spec =
        CanonicalJson.read(stored.spec().getBytes(StandardCharsets.UTF_8), TrainingSpec.class);
    TrainingState state = TrainingStates.stateOf(stored);
    List<RoundHistory> rounds = history.rounds();
    return new TrainingView(
        stored.id(),
        stored.onChainId(),
        spec.name(),
        stored.status(),
        phase(state),
        rounds.isEmpty() ? 0 : rounds.get(rounds.size() - 1).round(),
        spec.rounds(),
        rounds.stream()
            .map(RoundHistory::accuracy)
            .filter(Objects::nonNull)
            .reduce((before, last) -> last)
            .orElse(null),
        history.replicationFactor().orElse(null),
        history.model().orElse(null),
        state instanceof Failed failed ? failed.reason() : null,
        waiting(state),
        stored.createdAt().toString(),
        stored.spec());
  }

  /** The jobs of an opened round. */
  List<JobView> jobs(String id, int round) {
    List<Fact> facts = states.facts(id);
    Digest list = null;
    Digest draw = null;
    for (Fact fact : facts) {
      if (fact instanceof Fact.RoundOpened f && f.round() == round) {
        list = f.jobList();
      } else if (fact instanceof Fact.RoundAssigned f && f.round() == round) {
        draw = f.assignment();
      } else if (fact instanceof Fact.RoundEscalated f && f.round() == round) {
        draw = f.assignment();
      }
    }
    Optional<Assignment> assignment =
        Optional.ofNullable(draw).map(digest -> read(digest, Assignment.class));
    List<JobVerdict> verdicts = TrainingHistory.of(facts).verdicts(round);
    return read(list, JobList.class).jobs().stream()
        .map(job -> view(job, assignment, verdicts))
        .toList();
  }

  private static JobView view(Job job, Optional<Assignment> draw, List<JobVerdict> verdicts) {
    return new JobView(
        job.index(),
        job.from(),
        job.to(),
        draw.map(assignment -> assignment.workersOf(job.index())).orElse(List.of()),
        job.index() < verdicts.size() ? verdicts.get(job.index()) : null);
  }

  private <T> T read(Digest digest, Class<T> type) {
    byte[] bytes =
        artifacts
            .get(digest)
            .orElseThrow(() -> new IllegalStateException("artifact " + digest + " is not stored"));
    return CanonicalJson.read(bytes, type);
  }

  private static String phase(TrainingState state) {
    return state instanceof Running running && running.round() != null
        ? running.round().getClass().getSimpleName().toLowerCase(Locale.ROOT)
        : null;
  }

  private String waiting(TrainingState state) {
    if (state instanceof Running running && running.paused()) {
      return "an operator: fedq training resume";
    }
    if (!(state instanceof Running running)) {
      return null;
    }
    return pulse.standstill().orElseGet(() -> waiting(running));
  }

  private static String waiting(Running running) {
    if (running.round() instanceof RoundState.Drawing) {
      return "an eligible worker; if none was there when the round opened: fedq training cancel";
    }
    if (running.round() instanceof RoundState.Committing) {
      return "the commitments of the assigned workers, or the end of the commit window";
    }
    if (running.round() instanceof RoundState.Revealing) {
      return "the reveals and uploads of the committed workers, or the end of the reveal window";
    }
    return null;
  }
}
