package io.fedquorum.coordinator.replay;

import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.fact.Fact;
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
import io.fedquorum.coordinator.round.PublishedDraw;
import io.fedquorum.coordinator.training.AdaptiveTerms;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Commitment;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.DrawSeed;
import io.fedquorum.protocol.Escalation;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.Keccak;
import io.fedquorum.worker.training.TrainingEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** One round as far as its events have been replayed. */
final class RoundReplay {
  private enum Phase {
    OPENED,
    ASSIGNED,
    REVEALING,
    JUDGED,
    AGGREGATED,
    EVALUATED,
    ABANDONED
  }

  private final TrainingCreated training;
  private final RoundOpened opened;
  private final Carried before;
  private final ArtifactStore artifacts;
  private final TrainingEngine engine;
  private final JobList jobs;
  private final Map<Address, Bytes32> commitments = new HashMap<>();
  private final Map<Address, Long> committedAt = new HashMap<>();
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
   * @param before what the round before handed on
   */
  RoundReplay(
      TrainingCreated training,
      RoundOpened opened,
      Carried before,
      ArtifactStore artifacts,
      TrainingEngine engine) {
    this.training = training;
    this.opened = opened;
    this.before = before;
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
    check.equal("profiles", assignment.profiles() != null, isTolerant());
    check.that(isDrawn(), "assignment", "another draw", "the draw of its seed");
    check.equal("auditCommitment", fact.auditCommitment() != null, adaptive() != null);
    assigned = fact;
    phase = Phase.ASSIGNED;
  }

  void abandoned(Check check, Fact.RoundAbandoned fact) {
    require(check, fact.round(), Phase.OPENED);
    phase = Phase.ABANDONED;
  }

  private boolean isDrawn() {
    return PublishedDraw.of(Designs.again(assignment), training.spec(), before.records())
        .equals(assignment.withProfiles(null));
  }

  private AdaptiveTerms adaptive() {
    return training.spec().options().adaptive();
  }

  void commit(Check check, WorkerCommitted fact) {
    require(check, fact.round(), Phase.ASSIGNED);
    check.that(
        commitments.put(fact.worker(), fact.commitment()) == null,
        "the worker's commitment",
        "its second",
        "its only one");
    committedAt.put(fact.worker(), fact.transaction().block());
  }

  void escalate(Check check, Fact.RoundEscalated fact) {
    require(check, fact.round(), Phase.ASSIGNED);
    Set<Address> inTime =
        committedAt.entrySet().stream()
            .filter(entry -> entry.getValue() <= fact.committedUpTo())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Assignment extended = Escalation.of(assignment, inTime);
    check.that(!extended.equals(assignment), "the event", "there", "absent: no job is open");
    check.equal("assignment", fact.assignment(), extended.digest());
    check.equal("openJobs", fact.openJobs(), extended.reserves().openJobs());
    check.that(
        fact.committedUpTo() == 0 || committedAt.containsValue(fact.committedUpTo()),
        "committedUpTo",
        fact.committedUpTo(),
        "the block of a commitment, or 0");
    bytes(check, "assignment", fact.assignment());
    assignment = extended;
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
    check.equal(
        "auditSecret's hash",
        fact.auditSecret() == null ? null : Keccak.hash(fact.auditSecret().bytes()),
        assigned.auditCommitment());
    Map<Integer, Digest> honest = train ? trainAll(check) : Map.of();
    verdicts =
        isTolerant()
            ? measured(honest)
            : recorded().again(training.spec(), assigned.seed(), fact.auditSecret(), honest);
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

  /** What the round hands on, once it is aggregated. */
  Carried carried() {
    return new Carried(optimizerState, before.records().after(verdicts));
  }

  private void require(Check check, int round, Phase wanted) {
    check.equal("round", round, number());
    check.that(
        phase == wanted,
        "the event",
        "in phase " + phase.name().toLowerCase(Locale.ROOT),
        "in phase " + wanted.name().toLowerCase(Locale.ROOT));
  }

  private boolean isTolerant() {
    return jobs.agreement() != null;
  }

  private RoundVerdicts recorded() {
    return new RoundVerdicts(jobs, assignment, commitments, reveals, logged);
  }

  private TolerantRound tolerant() {
    return new TolerantRound(recorded(), artifacts);
  }

  /** The referee's word is held against what was computed here before anything is judged by it. */
  private VerdictList measured(Map<Integer, Digest> honest) {
    for (JobVerdict said : logged) {
      Check check = loggedAt.get(said.job());
      check.that(
          artifacts.has(said.accepted()), "artifact " + said.accepted(), "missing", "stored");
      if (TolerantRound.isReferees(said) && honest.containsKey(said.job())) {
        check.equal("the referee's result", said.accepted(), honest.get(said.job()));
      }
    }
    return tolerant().again(training.spec().policy(), assigned.seed());
  }

  private Map<Integer, Digest> trainAll(Check check) {
    byte[] model = bytes(check, "model", opened.model());
    return isTolerant()
        ? JobTraining.all(engine, jobs, model, tolerant()::confirmed)
        : JobTraining.all(engine, jobs, model);
  }

  private void checkModel(Check check, RoundAggregated fact) {
    NextModel made =
        NextModel.of(
            training.spec().options(),
            jobs,
            verdicts,
            before.optimizerState(),
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
