package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.fact.Fact.WorkerRevealed;
import io.fedquorum.coordinator.round.Judge;
import io.fedquorum.coordinator.round.Replicas;
import io.fedquorum.coordinator.training.AdaptiveTerms;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.AuditDraw;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges a round again from what was committed and revealed. */
record RoundVerdicts(
    JobList jobs,
    Assignment assignment,
    Map<Address, Bytes32> commitments,
    Map<Address, WorkerRevealed> reveals,
    List<JobVerdict> logged) {

  /**
   * @param auditSecret null where no worker works alone
   * @param honest the digest of each job that was trained again; where it is missing the referee's
   *     logged word is taken
   */
  VerdictList again(
      TrainingSpec spec, Bytes32 roundSeed, Bytes32 auditSecret, Map<Integer, Digest> honest) {
    Policy policy = Policy.parse(spec.policy());
    AuditDraw draw = AuditDraw.of(policy, roundSeed, salts());
    AdaptiveTerms adaptive = spec.options().adaptive();
    AuditDraw audits = adaptive == null ? draw : draw.alone(adaptive.auditShare(), auditSecret);
    Judge judge = new Judge(jobs, replicas(), policy, audits);
    Set<Digest> undelivered = undelivered(judge);
    return judge.verdicts(digest -> !undelivered.contains(digest), job -> referee(honest, job));
  }

  Replicas replicas() {
    Map<Address, List<Digest>> revealed = new HashMap<>();
    reveals.forEach((worker, reveal) -> revealed.put(worker, reveal.digests()));
    return new Replicas(assignment, commitments.keySet(), revealed);
  }

  SortedMap<Address, Bytes32> salts() {
    SortedMap<Address, Bytes32> salts = new TreeMap<>();
    reveals.forEach((worker, reveal) -> salts.put(worker, reveal.salt()));
    return salts;
  }

  Digest referee(Map<Integer, Digest> honest, Job job) {
    return honest.getOrDefault(job.index(), logged.get(job.index()).accepted());
  }

  /**
   * Digests that the replicas agreed on and the referee computed all the same: nobody delivered
   * their bytes in time. That can't be seen afterwards, and it can't do harm, since what counts
   * then is the referee's result, which is computed again here.
   */
  private Set<Digest> undelivered(Judge judge) {
    Set<Integer> refereed =
        logged.stream()
            .filter(verdict -> verdict.basis() == Basis.REFEREE)
            .map(JobVerdict::job)
            .collect(Collectors.toSet());
    return judge.agreedByJob().entrySet().stream()
        .filter(entry -> refereed.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }
}
