package io.fedquorum.worker.simulation;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.worker.round.JobWork;

/** The parameters of a model, for those that distort them. */
final class Parameters {
  private Parameters() {}

  static float[] of(JobWork work, byte[] artifact) {
    return ModelArtifact.decode(work.list().model(), artifact);
  }

  static byte[] encode(JobWork work, float[] parameters) {
    return ModelArtifact.encode(work.list().model(), parameters);
  }
}
