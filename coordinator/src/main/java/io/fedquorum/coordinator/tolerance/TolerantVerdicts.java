package io.fedquorum.coordinator.tolerance;

import io.fedquorum.coordinator.tolerance.TolerantAgreement.Standing;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Judgement;
import io.fedquorum.coordinator.verification.Judgement.Accepted;
import io.fedquorum.coordinator.verification.Judgement.NeedsReferee;
import io.fedquorum.coordinator.verification.Judgement.Reason;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.verification.Replica;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.MalformedArtifactException;
import io.fedquorum.protocol.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Judges jobs by the distance of their results, as {@link
 * io.fedquorum.coordinator.verification.Verdicts} does by their digests. An answer whose bytes were
 * not delivered, or are no parameters of the model, is missing: it can't be measured.
 */
public final class TolerantVerdicts {
  private static final Address REFEREE = new Address("0x" + "0".repeat(40));
  private final ModelSpec model;
  private final double threshold;
  private final Map<Address, Bytes32> profiles;
  private final Function<Digest, Optional<byte[]>> bytes;

  /**
   * @param threshold the largest relative distance that counts as agreement
   * @param profiles the numeric profile of each worker
   * @param bytes what was delivered under a digest
   */
  public TolerantVerdicts(
      ModelSpec model,
      double threshold,
      Map<Address, Bytes32> profiles,
      Function<Digest, Optional<byte[]>> bytes) {
    this.model = Objects.requireNonNull(model, "model");
    this.threshold = threshold;
    this.profiles = Map.copyOf(profiles);
    this.bytes = Objects.requireNonNull(bytes, "bytes");
  }

  /** Judges a job by its replicas alone; the policy's quorum is that of the largest cluster. */
  public Judgement judge(int job, List<Replica> replicas, Policy policy, boolean audited) {
    Read read = read(replicas);
    int quorum = policy.quorum(replicas.size());
    Optional<TolerantAgreement> found = TolerantAgreement.among(read.answers(), threshold, quorum);
    if (found.isPresent()) {
      return audited
          ? new NeedsReferee(job, Reason.AUDIT)
          : new Accepted(settled(job, found.get(), read));
    }
    int all = read.answers().size();
    boolean agree = all == 0 || TolerantAgreement.among(read.answers(), threshold, all).isPresent();
    return new NeedsReferee(job, agree ? Reason.TOO_FEW_ANSWERS : Reason.DISPUTED);
  }

  /**
   * Judges a job by the referee's own result.
   *
   * @param computed its digest; its bytes are there
   * @param profile the referee's numeric profile
   */
  public JobVerdict refereed(
      int job, List<Replica> replicas, Reason reason, Digest computed, Bytes32 profile) {
    byte[] own =
        bytes
            .apply(computed)
            .orElseThrow(
                () -> new IllegalStateException("artifact " + computed + " is not stored"));
    Read read = read(replicas);
    TolerantAgreement around =
        TolerantAgreement.around(
            new Answer(REFEREE, profile, model, own), read.answers(), threshold);
    return verdict(job, around, reason == Reason.AUDIT ? Basis.AUDIT : Basis.REFEREE, read);
  }

  /** What of a job's replicas can be measured, and the outcome of the others. */
  private record Read(
      List<Replica> replicas, List<Answer> answers, Map<Address, Outcome> missing) {}

  private Read read(List<Replica> replicas) {
    List<Answer> answers = new ArrayList<>();
    Map<Address, Outcome> missing = new TreeMap<>();
    for (Replica replica : replicas) {
      if (replica instanceof Replica.Missing none) {
        missing.put(none.worker(), none.reason());
      } else if (replica instanceof Replica.Answered answered) {
        read(answered, answers, missing);
      }
    }
    return new Read(replicas, answers, missing);
  }

  private void read(
      Replica.Answered answered, List<Answer> answers, Map<Address, Outcome> missing) {
    Address worker = answered.worker();
    Optional<byte[]> delivered = bytes.apply(answered.value());
    if (delivered.isEmpty()) {
      missing.put(worker, Outcome.NO_UPLOAD);
      return;
    }
    try {
      answers.add(new Answer(worker, profiles.get(worker), model, delivered.get()));
    } catch (MalformedArtifactException e) {
      missing.put(worker, Outcome.MALFORMED);
    }
  }

  private static JobVerdict settled(int job, TolerantAgreement found, Read read) {
    long agreeing = found.standings().values().stream().filter(Standing.AGREES::equals).count();
    boolean all = agreeing == read.replicas().size();
    return verdict(job, found, all ? Basis.UNANIMOUS : Basis.MAJORITY, read);
  }

  private static JobVerdict verdict(int job, TolerantAgreement found, Basis basis, Read read) {
    return new JobVerdict(
        job,
        found.accepted(),
        basis,
        read.replicas().stream()
            .map(replica -> new ReplicaVerdict(replica.worker(), outcome(replica, found, read)))
            .toList());
  }

  private static Outcome outcome(Replica replica, TolerantAgreement found, Read read) {
    Outcome missing = read.missing().get(replica.worker());
    if (missing != null) {
      return missing;
    }
    return switch (found.standings().get(replica.worker())) {
      case AGREES -> Outcome.CORRECT;
      case WRONG -> Outcome.WRONG;
      case UNPROVEN -> Outcome.UNPROVEN;
    };
  }
}
