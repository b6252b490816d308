package io.fedquorum.coordinator.verification;

import io.fedquorum.coordinator.verification.Judgement.Accepted;
import io.fedquorum.coordinator.verification.Judgement.NeedsReferee;
import io.fedquorum.coordinator.verification.Judgement.Reason;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Judges jobs. The caller does the input and output: it fetches answers and runs the referee. */
public final class Verdicts {
  private Verdicts() {}

  /**
   * Judges a job by its replicas alone.
   *
   * @param job its index
   * @param replicas one for each assigned worker, in the order of the assignment
   * @param policy the training's policy
   * @param audited whether the job is drawn for an audit, see {@link Audits#drawn}
   * @param bytesKnown whether the bytes of a digest were delivered and are an artifact of the model
   */
  public static Judgement judge(
      int job,
      List<Replica> replicas,
      Policy policy,
      boolean audited,
      Predicate<Digest> bytesKnown) {
    requireOnce(job, replicas);
    Optional<Digest> agreed = agreed(replicas, policy);
    if (agreed.isPresent()) {
      return settled(job, replicas, agreed.get(), audited, bytesKnown);
    }
    boolean differ = votes(replicas).size() > 1;
    return new NeedsReferee(job, differ ? Reason.DISPUTED : Reason.TOO_FEW_ANSWERS);
  }

  /** The digest that as many replicas gave as the policy asks for, whether or not it has bytes. */
  public static Optional<Digest> agreed(List<Replica> replicas, Policy policy) {
    int quorum = policy.quorum(replicas.size());
    return votes(replicas).entrySet().stream()
        .filter(candidate -> candidate.getValue() >= quorum)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Judges a job by the referee's own result.
   *
   * @param replicas as in {@link #judge}
   * @param reason why the referee computed the job
   * @param computed the digest of the referee's result
   */
  public static JobVerdict refereed(
      int job, List<Replica> replicas, Reason reason, Digest computed) {
    requireOnce(job, replicas);
    return verdict(job, replicas, computed, reason == Reason.AUDIT ? Basis.AUDIT : Basis.REFEREE);
  }

  private static Judgement settled(
      int job,
      List<Replica> replicas,
      Digest digest,
      boolean audited,
      Predicate<Digest> bytesKnown) {
    if (!bytesKnown.test(digest)) {
      return new NeedsReferee(job, Reason.BYTES_MISSING);
    }
    if (audited) {
      return new NeedsReferee(job, Reason.AUDIT);
    }
    boolean all = replicas.stream().allMatch(r -> r.digest().filter(digest::equals).isPresent());
    return new Accepted(verdict(job, replicas, digest, all ? Basis.UNANIMOUS : Basis.MAJORITY));
  }

  private static JobVerdict verdict(int job, List<Replica> replicas, Digest digest, Basis basis) {
    return new JobVerdict(
        job,
        digest,
        basis,
        replicas.stream().map(replica -> ReplicaVerdict.of(replica, digest)).toList());
  }

  private static Map<Digest, Integer> votes(List<Replica> replicas) {
    Map<Digest, Integer> votes = new LinkedHashMap<>();
    replicas.forEach(r -> r.digest().ifPresent(digest -> votes.merge(digest, 1, Integer::sum)));
    return votes;
  }

  private static void requireOnce(int job, List<Replica> replicas) {
    Set<Address> seen = new HashSet<>();
    for (Replica replica : replicas) {
      if (!seen.add(replica.worker())) {
        throw new IllegalArgumentException(
            "worker '%s' must have one replica of job %d".formatted(replica.worker(), job));
      }
    }
    if (replicas.isEmpty()) {
      throw new IllegalArgumentException("job '" + job + "' must have replicas");
    }
  }
}
