package io.fedquorum.coordinator.round;

import io.fedquorum.coordinator.verification.AuditDraw;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Judgement;
import io.fedquorum.coordinator.verification.Judgement.Accepted;
import io.fedquorum.coordinator.verification.Judgement.NeedsReferee;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.verification.Replica;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.coordinator.verification.Verdicts;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Judges a round. Input and output come in as functions, so that replay runs this very code: {@code
 * bytesKnown} says whether a digest's bytes are in the artifact store, {@code referee} recomputes a
 * job and stores the result.
 */
public final class Judge {
  private final JobList jobs;
  private final Replicas replicas;
  private final Policy policy;
  private final AuditDraw audits;

  /**
   * @param audits which settled jobs are recomputed all the same
   */
  public Judge(JobList jobs, Replicas replicas, Policy policy, AuditDraw audits) {
    this.jobs = Objects.requireNonNull(jobs, "jobs");
    this.replicas = Objects.requireNonNull(replicas, "replicas");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.audits = Objects.requireNonNull(audits, "audits");
  }

  /** The digests that the replicas settle by themselves, by job: their bytes are waited for. */
  public SortedMap<Integer, Digest> agreedByJob() {
    SortedMap<Integer, Digest> agreed = new TreeMap<>();
    for (Job job : jobs.jobs()) {
      Verdicts.agreed(replicas.of(job.index()), replicas.policy(job.index(), policy))
          .ifPresent(d -> agreed.put(job.index(), d));
    }
    return agreed;
  }

  /** All verdicts of the round. */
  public VerdictList verdicts(Predicate<Digest> bytesKnown, Function<Job, Digest> referee) {
    List<JobVerdict> verdicts = new ArrayList<>();
    for (Job job : jobs.jobs()) {
      verdicts.add(verdict(job, judge(job, bytesKnown), referee));
    }
    return new VerdictList(1, jobs.trainingId(), jobs.round(), verdicts);
  }

  private Judgement judge(Job job, Predicate<Digest> bytesKnown) {
    List<Replica> answers = replicas.of(job.index());
    boolean audited = audits.drawn(job.index(), answers.size());
    Policy ofJob = replicas.policy(job.index(), policy);
    return Verdicts.judge(job.index(), answers, ofJob, audited, bytesKnown);
  }

  private JobVerdict verdict(Job job, Judgement judgement, Function<Job, Digest> referee) {
    if (judgement instanceof Accepted accepted) {
      return accepted.verdict();
    }
    NeedsReferee open = (NeedsReferee) judgement;
    return Verdicts.refereed(
        job.index(), replicas.of(job.index()), open.reason(), referee.apply(job));
  }
}
