package io.fedquorum.coordinator.round;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.JobList;

/** A round's documents, read from the artifact store. */
record RoundContext(TrainingCreated training, RoundPlan plan, ArtifactStore artifacts) {
  String intent(String step) {
    return "training/%d/round/%d/%s".formatted(training.trainingId(), plan.round(), step);
  }

  JobList jobs() {
    return CanonicalJson.read(bytes(plan.jobList()), JobList.class);
  }

  Assignment assignment(Digest digest) {
    return CanonicalJson.read(bytes(digest), Assignment.class);
  }

  byte[] bytes(Digest digest) {
    return artifacts
        .get(digest)
        .orElseThrow(() -> new IllegalStateException("artifact " + digest + " is not stored"));
  }
}
