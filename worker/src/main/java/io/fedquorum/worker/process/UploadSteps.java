package io.fedquorum.worker.process;

import io.fedquorum.protocol.Digest;
import io.fedquorum.simulation.CrashPoint;
import io.fedquorum.worker.artifact.Artifacts;
import io.fedquorum.worker.journal.RoundJournal;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Phase;
import io.fedquorum.worker.round.RoundFacts;
import io.fedquorum.worker.round.RoundState;
import java.util.Objects;
import java.util.Optional;

/**
 * Hands revealed results to the coordinator, each distinct one once and only when it is missing.
 */
final class UploadSteps {
  private final Artifacts artifacts;
  private final Behaviour behaviour;
  private final RoundJournal journal;
  private final Checkpoint checkpoint;

  UploadSteps(
      Artifacts artifacts, Behaviour behaviour, RoundJournal journal, Checkpoint checkpoint) {
    this.artifacts = Objects.requireNonNull(artifacts, "artifacts");
    this.behaviour = Objects.requireNonNull(behaviour, "behaviour");
    this.journal = Objects.requireNonNull(journal, "journal");
    this.checkpoint = Objects.requireNonNull(checkpoint, "checkpoint");
  }

  /** Delivers the first missing result. */
  RoundState upload(RoundFacts facts, RoundState.Revealed state) {
    if (facts.phase() == Phase.ENDED) {
      return state.done();
    }
    Digest digest = state.missing().get(0);
    if (!artifacts.has(digest)) {
      Optional<byte[]> result = journal.result(facts.key(), digest);
      if (result.isEmpty()) {
        return state.missed("result " + digest + " is lost or damaged on this disk");
      }
      CrashPoint.UPLOAD_BEFORE.pass();
      artifacts.put(digest, behaviour.upload(digest, result.get()), state.trainingMillis());
      CrashPoint.UPLOADED.pass();
      checkpoint.pass("uploaded", facts.key());
    }
    return state.delivered();
  }
}
