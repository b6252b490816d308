package io.fedquorum.coordinator.verification;

import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.util.List;

/**
 * All verdicts of a round. Its canonical JSON is an artifact; {@code settle} publishes the digest.
 *
 * @param schemaVersion 1
 * @param trainingId the training's id on the contract
 * @param round the round, from 1
 * @param jobs one verdict for each job, in index order from 0
 */
public record VerdictList(int schemaVersion, long trainingId, int round, List<JobVerdict> jobs) {
  public VerdictList {
    jobs = List.copyOf(jobs);
    if (schemaVersion != 1) {
      throw new IllegalArgumentException(
          "verdict list schemaVersion " + schemaVersion + " must be 1");
    }
    for (int i = 0; i < jobs.size(); i++) {
      if (jobs.get(i).job() != i) {
        throw new IllegalArgumentException(
            "verdict of job '%d' must be at place %d".formatted(jobs.get(i).job(), i));
      }
    }
  }

  /** The canonical bytes. */
  public byte[] bytes() {
    return CanonicalJson.write(this);
  }

  /** The digest of the canonical bytes. */
  public Digest digest() {
    return Digest.of(bytes());
  }
}
