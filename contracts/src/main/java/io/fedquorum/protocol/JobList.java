package io.fedquorum.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * All that a worker needs to compute a round's results. Its canonical JSON is an artifact; {@code
 * openRound} publishes the digest.
 *
 * @param schemaVersion 1
 * @param trainingId the training's id on the contract
 * @param round the round, from 1
 * @param model the model configuration
 * @param modelDigest the parameters that the round starts from
 * @param dataset the data
 * @param permutationSeed orders the training set for the whole training
 * @param hyperparameters how each job trains
 * @param numericProfile the profile whose bytes count
 * @param jobs the jobs, in index order
 * @param agreement {@code tolerant:THRESHOLD} where results of other profiles count too; else null
 *     and left out
 */
public record JobList(
    int schemaVersion,
    long trainingId,
    int round,
    ModelSpec model,
    Digest modelDigest,
    DatasetRef dataset,
    long permutationSeed,
    Hyperparameters hyperparameters,
    Bytes32 numericProfile,
    List<Job> jobs,
    @JsonInclude(JsonInclude.Include.NON_NULL) String agreement) {
  public JobList {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(modelDigest, "modelDigest");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(hyperparameters, "hyperparameters");
    Objects.requireNonNull(numericProfile, "numericProfile");
    jobs = List.copyOf(jobs);
    if (schemaVersion != 1) {
      throw new IllegalArgumentException("job list schemaVersion " + schemaVersion + " must be 1");
    }
  }

  /** A job list whose results count under its own profile only. */
  public JobList(
      int schemaVersion,
      long trainingId,
      int round,
      ModelSpec model,
      Digest modelDigest,
      DatasetRef dataset,
      long permutationSeed,
      Hyperparameters hyperparameters,
      Bytes32 numericProfile,
      List<Job> jobs) {
    this(
        schemaVersion,
        trainingId,
        round,
        model,
        modelDigest,
        dataset,
        permutationSeed,
        hyperparameters,
        numericProfile,
        jobs,
        null);
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
