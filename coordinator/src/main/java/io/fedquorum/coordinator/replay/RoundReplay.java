package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.fact.Fact.JobJudged;
import io.fedquorum.coordinator.fact.Fact.RevealOpened;
import io.fedquorum.coordinator.fact.Fact.RoundAggregated;
import io.fedquorum.coordinator.fact.Fact.RoundAssigned;
import io.fedquorum.coordinator.fact.Fact.RoundEvaluated;
import io.fedquorum.coordinator.fact.Fact.RoundOpened;
import io.fedquorum.coordinator.fact.Fact.RoundSettled;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.fact.Fact.WorkerCommitted;
import io.fedquorum.coordinator.fact.Fact.WorkerRevealed;
import io.fedquorum.coordinator.round.JobPlanner;
import io.fedquorum.coordinator.round.NextModel;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Commitment;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.DrawSeed;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.Keccak;
import io.fedquorum.worker.training.TrainingEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** One round as far as its events have been replayed. */
final class RoundReplay {
  private enum Phase {
    OPENED,
    ASSIGNED,
    REVEALING,
    JUDGED,
    AGGREGATED,
    EVALUATED
  }

  private final TrainingCreated training;
  private final RoundOpened opened;
  private final ArtifactStore artifacts;
  private final TrainingEngine engine;
  private final JobList jobs;
  private final Map<Address, Bytes32> commitments = new HashMap<>();
  private final Map<Address, WorkerRevealed> reveals = new HashMap<>();
  private final List<JobVerdict> logged = new ArrayList<>();
  private final List<Check> loggedAt = new ArrayList<>();

  private RoundAssigned assigned;
  private Assignment assignment;
  private Phase phase = Phase.OPENED;
  private VerdictList verdicts;
  private Digest nextModel;
  private Digest optimizerState;

  /**
   * @param optimizerState what the server optimiser carried out of the round before, or null
   */
  RoundReplay(
      TrainingCreated training,
      RoundOpened opened,
      Digest optimizerState,
      ArtifactStore artifacts,
      TrainingEngine engine) {
    this.training = training;
    this.opened = opened;
    this.optimizerState = optimizerState;
    this.artifacts = artifacts;
    this.engine = engine;
    this.jobs = JobPlanner.plan(training, opened.round(), opened.model());
  }

  int number() {
    return opened.round();
  }

  void open(Check check) {
    check.equal("jobList", opened.jobList(), jobs.digest());
    bytes(check, "jobList", opened.jobList());
    bytes(check, "model", opened.model());
  }

  void assign(Check check, RoundAssigned fact) {
    require(check, fact.round(), Phase.OPENED);
    check.equal("seed's hash", Keccak.hash(fact.seed().bytes()), opened.seedCommitment());
    assignment =
        CanonicalJson.read(bytes(check, "assignment", fact.assignment()), Assignment.class);
    check.equal("assignment", fact.assignment(), assignment.digest());
    check.equal(
        "assignment's seed", assignment.seed(), DrawSeed.of(fact.seed(), opened.blockHash()));
    check.equal("assignment's round", assignment.round(), number());
    check.equal("assignment's training", assignment.trainingId(), training.trainingId());
    check.equal(
        "replicas",
        assignment.replicas(),
        Math.min(training.spec().replicas(), assignment.eligible().size()));
    check.equal("jobs", assignment.jobs().size(), training.spec().jobs());
    check.equal("design", fact.design(), assignment.design());
    check.equal("eligibleAtBlock", fact.eligibleAtBlock(), opened.transaction().block());
    check.that(Designs.verify(assignment), "assignment", "another draw", "the draw of its seed");
    assigned = fact;
    phase = Phase.ASSIGNED;
  }

  void commit(Check check, WorkerCommitted fact) {
    require(check, fact.round(), Phase.ASSIGNED);
    check.that(
        commitments.put(fact.worker(), fact.commitment()) == null,
        "the worker's commitment",
        "its second",
        "its only one");
  }

  void closeCommits(Check check, RevealOpened fact) {
    require(check, fact.round(), Phase.ASSIGNED);
    phase = Phase.REVEALING;
  }

  void reveal(Check check, WorkerRevealed fact) {
    require(check, fact.round(), Phase.REVEALING);
    Bytes32 computed =
        Commitment.of(
            training.chainId(),
            training.jobs(),
            training.trainingId(),
            number(),
            fact.worker(),
            fact.digests(),
            fact.salt());
    check.equal("commitment of the reveal", computed, commitments.get(fact.worker()));
    check.that(reveals.put(fact.worker(), fact) == null, "the reveal", "its second", "its only");
  }

  void judged(Check check, JobJudged fact) {
    require(check, fact.round(), logged.isEmpty() ? Phase.REVEALING : Phase.JUDGED);
    check.equal("job", fact.verdict().job(), logged.size());
    logged.add(fact.verdict());
    loggedAt.add(check);
    phase = Phase.JUDGED;
  }

  /**
   * Judges and aggregates again.
   *
   * @param train whether all jobs are trained again
   * @return how many accepted results are not what the data gives
   */
  int aggregate(Check check, RoundAggregated fact, boolean train) {
    require(check, fact.round(), Phase.JUDGED);
    check.equal("judged jobs", logged.size(), jobs.jobs().size());
    Map<Integer, Digest> honest = train ? trainAll(check) : Map.of();
    verdicts =
        new RoundVerdicts(jobs, assignment, commitments, reveals, logged)
            .again(training.spec().policy(), assigned.seed(), honest);
    for (JobVerdict verdict : verdicts.jobs()) {
      JobVerdict said = logged.get(verdict.job());
      loggedAt.get(verdict.job()).equal("verdict of job " + verdict.job(), said, verdict);
    }
    check.equal("verdicts", fact.verdicts(), verdicts.digest());
    bytes(check, "verdicts", fact.verdicts());
    checkModel(check, fact);
    phase = Phase.AGGREGATED;
    return (int)
        verdicts.jobs().stream()
            .filter(v -> honest.containsKey(v.job()))
            .filter(v -> !honest.get(v.job()).equals(v.accepted()))
            .count();
  }

  /** Notes the evaluation; the bytes of the model that it is of. */
  byte[] evaluated(Check check, RoundEvaluated fact) {
    require(check, fact.round(), Phase.AGGREGATED);
    phase = Phase.EVALUATED;
    return bytes(check, "model", nextModel);
  }

  /** Compares the settlement; the verdicts that are paid by. */
  VerdictList settled(Check check, RoundSettled fact) {
    require(check, fact.round(), Phase.EVALUATED);
    check.equal("model", fact.model(), nextModel);
    check.equal("verdicts", fact.verdicts(), verdicts.digest());
    return verdicts;
  }

  /** What the server optimiser carries on, once the round is aggregated. */
  Digest optimizerState() {
    return optimizerState;
  }

  private void require(Check check, int round, Phase wanted) {
    check.equal("round", round, number());
    check.that(
        phase == wanted,
        "the event",
        "in phase " + phase.name().toLowerCase(Locale.ROOT),
        "in phase " + wanted.name().toLowerCase(Locale.ROOT));
  }

  private Map<Integer, Digest> trainAll(Check check) {
    byte[] model = bytes(check, "model", opened.model());
    return JobTraining.all(engine, jobs, model);
  }

  private void checkModel(Check check, RoundAggregated fact) {
    NextModel made =
        NextModel.of(
            training.spec().options(),
            jobs,
            verdicts,
            optimizerState,
            digest -> bytes(check, "artifact", digest));
    nextModel = Digest.of(made.model());
    check.equal("model", fact.model(), nextModel);
    bytes(check, "model", fact.model());
    optimizerState = made.optimizerState().map(Digest::of).orElse(null);
    check.equal("optimizerState", fact.optimizerState(), optimizerState);
    if (optimizerState != null) {
      bytes(check, "optimizerState", optimizerState);
    }
  }

  private byte[] bytes(Check check, String what, Digest digest) {
    Objects.requireNonNull(digest, what);
    byte[] bytes =
        artifacts
            .get(digest)
            .orElseThrow(
                () ->
                    new DivergenceException(
                        check.sequence(), check.type(), what + " " + digest, "missing", "stored"));
    check.that(
        Digest.of(bytes).equals(digest), what + " " + digest, "changed", "the bytes of its digest");
    return bytes;
  }
}
