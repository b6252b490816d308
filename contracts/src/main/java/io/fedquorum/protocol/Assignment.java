package io.fedquorum.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param profiles the numeric profile of each of the eligible, in their order, where results are
 *     judged across profiles; else null and left out
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
    @JsonInclude(JsonInclude.Include.NON_NULL) List<Bytes32> profiles,
    @JsonInclude(JsonInclude.Include.NON_NULL) Reserves reserves) {
  public Assignment {
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(design, "design");
    eligible = List.copyOf(eligible);
    jobs = jobs.stream().map(List::copyOf).toList();
    profiles = profiles == null ? null : List.copyOf(profiles);
    if (profiles != null && profiles.size() != eligible.size()) {
      throw new IllegalArgumentException(
          "profiles '%d' must be as many as the %d eligible workers"
              .formatted(profiles.size(), eligible.size()));
    }
    if (schemaVersion != 1) {
      throw new IllegalArgumentException(
          "assignment schemaVersion " + schemaVersion + " must be 1");
    }
  }

  /** An assignment without reserves, among workers of one numeric profile. */
  public Assignment(
      int schemaVersion,
      long trainingId,
      int round,
      Bytes32 seed,
      List<Address> eligible,
      String design,
      int replicas,
      List<List<Integer>> jobs) {
    this(schemaVersion, trainingId, round, seed, eligible, design, replicas, jobs, null, null);
  }

  /** The same with the profiles of the eligible workers, or with null without. */
  public Assignment withProfiles(List<Bytes32> others) {
    return new Assignment(
        schemaVersion, trainingId, round, seed, eligible, design, replicas, jobs, others, reserves);
  }

  /** The same with reserves. */
  public Assignment with(Reserves others) {
    return new Assignment(
        schemaVersion, trainingId, round, seed, eligible, design, replicas, jobs, profiles, others);
  }

  /** The same where some jobs were given to reserves as well. */
  Assignment with(List<List<Integer>> extended, List<Integer> openJobs) {
    Reserves asked = new Reserves(reserves.seconds(), reserves.workers(), openJobs);
    return new Assignment(
        schemaVersion,
        trainingId,
        round,
        seed,
        eligible,
        design,
        replicas,
        extended,
        profiles,
        asked);
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

  /** {@link #jobsOf} of every eligible worker, in one pass over the jobs. */
  public Map<Address, List<Integer>> jobsByWorker() {
    Map<Integer, List<Integer>> byPosition = new HashMap<>();
    for (int job = 0; job < jobs.size(); job++) {
      for (Integer position : jobs.get(job)) {
        byPosition.computeIfAbsent(position, p -> new ArrayList<>()).add(job);
      }
    }
    Map<Address, List<Integer>> byWorker = new HashMap<>();
    for (int position = 0; position < eligible.size(); position++) {
      byWorker.put(eligible.get(position), byPosition.getOrDefault(position, List.of()));
    }
    return byWorker;
  }

  /** The workers that have at least one job, in address order. */
  public List<Address> assigned() {
    Set<Integer> drawn = jobs.stream().flatMap(List::stream).collect(Collectors.toSet());
    return IntStream.range(0, eligible.size())
        .filter(drawn::contains)
        .mapToObj(eligible::get)
        .toList();
  }

  /** The numeric profile of each eligible worker; empty where there is but one. */
  public Map<Address, Bytes32> profilesByWorker() {
    Map<Address, Bytes32> byWorker = new HashMap<>();
    for (int i = 0; profiles != null && i < profiles.size(); i++) {
      byWorker.put(eligible.get(i), profiles.get(i));
    }
    return byWorker;
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
