package io.fedquorum.coordinator.round;

import io.fedquorum.coordinator.tolerance.Agreement;
import io.fedquorum.coordinator.tolerance.TolerantVerdicts;
import io.fedquorum.coordinator.verification.Audits;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Judgement;
import io.fedquorum.coordinator.verification.Judgement.Accepted;
import io.fedquorum.coordinator.verification.Judgement.NeedsReferee;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.verification.Replica;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Judges a round with tolerant agreement: every answer's bytes are read, one job at a time. Input
 * and output come in as functions, so that replay runs this very code.
 */
public final class TolerantJudge {
  private final JobList jobs;
  private final Replicas replicas;
  private final Policy policy;
  private final Bytes32 auditSeed;
  private final Map<Address, Bytes32> profiles;
  private final double threshold;

  /** The bytes of an answer. */
  @FunctionalInterface
  public interface Delivered {
    /** What is there under the digest that was revealed for the job. */
    Optional<byte[]> bytes(int job, Digest digest);
  }

  /**
   * @param jobs a job list with tolerant agreement
   * @param assignment with the workers' profiles
   * @param roundSeed the round's revealed seed
   * @param salts the salt of each worker that revealed
   */
  public TolerantJudge(
      JobList jobs,
      Assignment assignment,
      Replicas replicas,
      Policy policy,
      Bytes32 roundSeed,
      SortedMap<Address, Bytes32> salts) {
    this.jobs = Objects.requireNonNull(jobs, "jobs");
    this.replicas = Objects.requireNonNull(replicas, "replicas");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.auditSeed = Audits.seed(roundSeed, salts);
    this.profiles = assignment.profilesByWorker();
    this.threshold = Agreement.parse(jobs.agreement()).threshold().orElseThrow().doubleValue();
  }

  /** All revealed digests: without its bytes an answer can't be judged, so all are waited for. */
  public Set<Digest> answers() {
    Set<Digest> answers = new TreeSet<>();
    for (Job job : jobs.jobs()) {
      replicas.of(job.index()).forEach(replica -> replica.digest().ifPresent(answers::add));
    }
    return answers;
  }

  /**
   * All verdicts of the round.
   *
   * @param delivered what the replicas are judged by
   * @param referee recomputes a job and stores the result; a worker who named its digest is right,
   *     delivered or not
   * @param stored the bytes of a referee's result
   */
  public VerdictList verdicts(
      Delivered delivered, Function<Job, Digest> referee, Function<Digest, byte[]> stored) {
    List<JobVerdict> verdicts = new ArrayList<>();
    for (Job job : jobs.jobs()) {
      verdicts.add(verdict(job, delivered, referee, stored));
    }
    return new VerdictList(1, jobs.trainingId(), jobs.round(), verdicts);
  }

  private JobVerdict verdict(
      Job job,
      Delivered delivered,
      Function<Job, Digest> referee,
      Function<Digest, byte[]> stored) {
    List<Replica> answers = replicas.of(job.index());
    boolean audited = Audits.drawn(auditSeed, job.index(), policy);
    Judgement judgement = by(job, delivered).judge(job.index(), answers, policy, audited);
    if (judgement instanceof Accepted accepted) {
      return accepted.verdict();
    }
    NeedsReferee open = (NeedsReferee) judgement;
    Digest computed = referee.apply(job);
    byte[] own = stored.apply(computed);
    Delivered known =
        (index, digest) ->
            digest.equals(computed) ? Optional.of(own) : delivered.bytes(index, digest);
    return by(job, known)
        .refereed(job.index(), answers, open.reason(), computed, jobs.numericProfile());
  }

  private TolerantVerdicts by(Job job, Delivered bytes) {
    return new TolerantVerdicts(
        jobs.model(), threshold, profiles, digest -> bytes.bytes(job.index(), digest));
  }
}
