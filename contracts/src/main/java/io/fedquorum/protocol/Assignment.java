package io.fedquorum.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Which workers train which job. It is a pure function of the eligible list, the design and the
 * seed, so anyone can recompute it. Its canonical JSON is an artifact; {@code assign} publishes the
 * digest.
 *
 * @param schemaVersion 1
 * @param trainingId the training's id on the contract
 * @param round the round, from 1
 * @param seed the revealed seed
 * @param eligible the workers that could be drawn, in address order
 * @param design name of the assignment design
 * @param replicas workers per job
 * @param jobs for each job, in index order, the positions of its workers in {@code eligible},
 *     ascending
 * @param reserves who takes over unanswered jobs; null, and left out of the JSON, where nobody does
 */
public record Assignment(
    int schemaVersion,
    long trainingId,
    int round,
    Bytes32 seed,
    List<Address> eligible,
    String design,
    int replicas,
    List<List<Integer>> jobs,
    @JsonInclude(JsonInclude.Include.NON_NULL) Reserves reserves) {
  public Assignment {
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(design, "design");
    eligible = List.copyOf(eligible);
    jobs = jobs.stream().map(List::copyOf).toList();
    if (schemaVersion != 1) {
      throw new IllegalArgumentException(
          "assignment schemaVersion " + schemaVersion + " must be 1");
    }
  }

  /** An assignment without reserves. */
  public Assignment(
      int schemaVersion,
      long trainingId,
      int round,
      Bytes32 seed,
      List<Address> eligible,
      String design,
      int replicas,
      List<List<Integer>> jobs) {
    this(schemaVersion, trainingId, round, seed, eligible, design, replicas, jobs, null);
  }

  /** The same with reserves. */
  public Assignment with(Reserves others) {
    return new Assignment(
        schemaVersion, trainingId, round, seed, eligible, design, replicas, jobs, others);
  }

  /** The same where some jobs were given to reserves as well. */
  Assignment with(List<List<Integer>> extended, List<Integer> openJobs) {
    Reserves asked = new Reserves(reserves.seconds(), reserves.workers(), openJobs);
    return new Assignment(
        schemaVersion, trainingId, round, seed, eligible, design, replicas, extended, asked);
  }

  /** Whether reserves were given this job as well. */
  public boolean isEscalated(int job) {
    return reserves != null && reserves.openJobs().contains(job);
  }

  /** The workers of one job, in address order. */
  public List<Address> workersOf(int job) {
    return jobs.get(job).stream().map(eligible::get).toList();
  }

  /** The jobs of one worker, ascending; its digests are revealed in this order. */
  public List<Integer> jobsOf(Address worker) {
    int position = eligible.indexOf(worker);
    return IntStream.range(0, jobs.size())
        .filter(job -> jobs.get(job).contains(position))
        .boxed()
        .toList();
  }

  /** The workers that have at least one job, in address order. */
  public List<Address> assigned() {
    return eligible.stream().filter(worker -> !jobsOf(worker).isEmpty()).toList();
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
