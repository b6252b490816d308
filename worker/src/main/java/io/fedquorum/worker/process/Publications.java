package io.fedquorum.worker.process;

import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.DrawSeed;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.MalformedArtifactException;
import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.worker.artifact.Artifacts;
import io.fedquorum.worker.round.RoundFacts;
import io.fedquorum.worker.round.RoundKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Fetches what the coordinator published for a round and holds it against the chain. */
final class Publications {
  private static final int MOST_JSON_BYTES = 8 << 20;

  /** The largest model that is worked on; the worker's memory is small. */
  private static final int MOST_MODEL_BYTES = 64 << 20;

  private static final int MOST_JOBS_OF_A_WORKER = 256;
  private final Artifacts artifacts;
  private final Deployment deployment;

  Publications(Artifacts artifacts, Deployment deployment) {
    this.artifacts = Objects.requireNonNull(artifacts, "artifacts");
    this.deployment = Objects.requireNonNull(deployment, "deployment");
  }

  /**
   * Who trains which job.
   *
   * @throws UnusableRoundException when the assignment is not this round's
   */
  Assignment assignment(RoundFacts facts) {
    byte[] json = artifacts.get(facts.assignmentDigest(), MOST_JSON_BYTES);
    Assignment assignment = read(json, Assignment.class);
    RoundKey key = facts.key();
    require(
        "assignment",
        "training and round",
        new RoundKey(assignment.trainingId(), assignment.round()),
        key);
    Bytes32 drawnFrom = DrawSeed.of(facts.seed(), facts.openedIn());
    require("assignment", "seed", assignment.seed(), drawnFrom);
    require(
        "assignment",
        "digest",
        Digest.of(CanonicalJson.write(assignment)),
        facts.assignmentDigest());
    return assignment;
  }

  /**
   * The jobs of this worker, ascending; empty when it was not drawn.
   *
   * @throws UnusableRoundException when they are more than a reveal can hold
   */
  List<Integer> jobs(Assignment assignment) {
    List<Integer> jobs = assignment.jobsOf(deployment.worker());
    if (!assignment.eligible().contains(deployment.worker())) {
      return List.of();
    }
    if (jobs.size() > MOST_JOBS_OF_A_WORKER) {
      throw new UnusableRoundException(
          "%d jobs are more than one reveal can hold, %d"
              .formatted(jobs.size(), MOST_JOBS_OF_A_WORKER));
    }
    return jobs;
  }

  /**
   * The round's job list.
   *
   * @throws UnusableRoundException when it is not this round's, or this worker cannot train it
   */
  JobList jobList(RoundFacts facts) {
    JobList list = read(artifacts.get(facts.jobListDigest(), MOST_JSON_BYTES), JobList.class);
    require(
        "job list",
        "training and round",
        new RoundKey(list.trainingId(), list.round()),
        facts.key());
    require("job list", "model digest", list.modelDigest(), facts.modelDigest());
    require("job list", "digest", list.digest(), facts.jobListDigest());
    require("job list", "dataset", list.dataset(), deployment.dataset());
    require("job list", "numeric profile", list.numericProfile(), deployment.numericProfile());
    List<Integer> indices = list.jobs().stream().map(Job::index).toList();
    require(
        "job list", "order of jobs", indices, IntStream.range(0, indices.size()).boxed().toList());
    return list;
  }

  /**
   * The model that the round starts from.
   *
   * @throws UnusableRoundException when it is not an artifact of the job list's model
   */
  byte[] model(JobList list) {
    int length = length(list);
    if (length > MOST_MODEL_BYTES) {
      throw new UnusableRoundException(
          "model %s has %d bytes, this worker takes at most %d"
              .formatted(list.model(), length, MOST_MODEL_BYTES));
    }
    byte[] model = artifacts.get(list.modelDigest(), length);
    try {
      ModelArtifact.decode(list.model(), model);
    } catch (MalformedArtifactException e) {
      throw new UnusableRoundException("start model: " + e.getMessage(), e);
    }
    return model;
  }

  private static int length(JobList list) {
    try {
      return ModelArtifact.length(list.model());
    } catch (ArithmeticException e) {
      throw new UnusableRoundException("model " + list.model() + " is too large", e);
    }
  }

  private static <T> T read(byte[] json, Class<T> type) {
    try {
      return CanonicalJson.read(json, type);
    } catch (IllegalArgumentException e) {
      throw new UnusableRoundException(e.getMessage(), e);
    }
  }

  private static void require(String document, String field, Object is, Object must) {
    if (!is.equals(must)) {
      throw new UnusableRoundException(
          "the %s has %s %s, it must be %s".formatted(document, field, is, must));
    }
  }
}
