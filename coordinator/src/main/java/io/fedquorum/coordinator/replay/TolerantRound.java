package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.round.Replicas;
import io.fedquorum.coordinator.round.TolerantJudge;
import io.fedquorum.coordinator.tolerance.Agreement;
import io.fedquorum.coordinator.tolerance.Distance;
import io.fedquorum.coordinator.verification.Basis;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.verification.Replica;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelArtifact;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges a round with tolerant agreement again, from the answers' bytes. */
record TolerantRound(RoundVerdicts round, ArtifactStore artifacts) {

  /**
   * As {@link RoundVerdicts#again}; the referee's logged word is taken, {@link #confirmed} is what
   * it is checked with before.
   */
  VerdictList again(String policy, Bytes32 roundSeed) {
    Replicas replicas = round.replicas();
    TolerantJudge judge =
        new TolerantJudge(
            round.jobs(),
            round.assignment(),
            replicas,
            Policy.parse(policy),
            roundSeed,
            round.salts());
    return judge.verdicts(
        (job, digest) -> delivered(replicas, job, digest),
        job -> round.logged().get(job.index()).accepted(),
        digest -> artifacts.get(digest).orElseThrow());
  }

  /**
   * What a job that was computed again counts as: the accepted digest when its bytes are not the
   * referee's own and within the threshold of what was computed here, else what was computed here.
   */
  Digest confirmed(Job job, byte[] computed) {
    JobVerdict said = round.logged().get(job.index());
    Digest own = Digest.of(computed);
    if (isReferees(said) || own.equals(said.accepted())) {
      return own;
    }
    return artifacts
        .get(said.accepted())
        .filter(accepted -> isNear(accepted, computed))
        .map(accepted -> said.accepted())
        .orElse(own);
  }

  private boolean isNear(byte[] accepted, byte[] computed) {
    double threshold =
        Agreement.parse(round.jobs().agreement()).threshold().orElseThrow().doubleValue();
    return Distance.relative(
            ModelArtifact.decode(round.jobs().model(), accepted),
            ModelArtifact.decode(round.jobs().model(), computed))
        <= threshold;
  }

  static boolean isReferees(JobVerdict verdict) {
    return verdict.basis() == Basis.REFEREE || verdict.basis() == Basis.AUDIT;
  }

  /**
   * What the replicas were judged by. Whether a worker's bytes were there in time can't be seen
   * afterwards: the log's word is taken. The referee's own result may be one that nobody had
   * delivered either; that does no harm, since what counts then is the referee's result, which is
   * computed again.
   */
  private Optional<byte[]> delivered(Replicas replicas, int job, Digest digest) {
    JobVerdict said = round.logged().get(job);
    boolean referees = said.basis() == Basis.REFEREE && said.accepted().equals(digest);
    return referees || isLate(replicas, said, digest) ? Optional.empty() : artifacts.get(digest);
  }

  private static boolean isLate(Replicas replicas, JobVerdict said, Digest digest) {
    Set<Address> late =
        said.replicas().stream()
            .filter(replica -> replica.outcome() == Outcome.NO_UPLOAD)
            .map(ReplicaVerdict::worker)
            .collect(Collectors.toSet());
    return !late.isEmpty()
        && replicas.of(said.job()).stream()
            .filter(replica -> replica.digest().filter(digest::equals).isPresent())
            .map(Replica::worker)
            .anyMatch(late::contains);
  }
}
