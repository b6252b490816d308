package io.fedquorum.worker.process;

import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.JobList;
import io.fedquorum.simulation.CrashPoint;
import io.fedquorum.worker.journal.RoundJournal;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import io.fedquorum.worker.round.Mischief;
import io.fedquorum.worker.round.Phase;
import io.fedquorum.worker.round.RoundFacts;
import io.fedquorum.worker.round.RoundKey;
import io.fedquorum.worker.round.RoundState;
import io.fedquorum.worker.training.NonFiniteResultException;
import io.fedquorum.worker.training.TrainingEngine;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** From a round's assignment to results and a salt on disk. */
final class TrainingSteps {
  /** The published inputs of the round that was worked on last; they are large, so only one. */
  private record Inputs(RoundKey key, JobList list, byte[] model) {}

  private final Publications publications;
  private final TrainingEngine engine;
  private final Behaviour behaviour;
  private final Mischief mischief;
  private final RoundJournal journal;
  private final Supplier<Bytes32> salts;
  private final Clock clock;
  private final Checkpoint checkpoint;
  private Inputs inputs;

  TrainingSteps(
      Publications publications,
      TrainingEngine engine,
      Behaviour behaviour,
      Mischief mischief,
      RoundJournal journal,
      Supplier<Bytes32> salts,
      Clock clock,
      Checkpoint checkpoint) {
    this.publications = Objects.requireNonNull(publications, "publications");
    this.engine = Objects.requireNonNull(engine, "engine");
    this.behaviour = Objects.requireNonNull(behaviour, "behaviour");
    this.mischief = Objects.requireNonNull(mischief, "mischief");
    this.journal = Objects.requireNonNull(journal, "journal");
    this.salts = Objects.requireNonNull(salts, "salts");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.checkpoint = Objects.requireNonNull(checkpoint, "checkpoint");
  }

  /** Looks whether the round has jobs for this worker. */
  RoundState open(RoundFacts facts, RoundState.Opened state, long chainTime) {
    if (facts.phase() == Phase.OPENED) {
      return state;
    }
    if (facts.assignmentDigest() == null) {
      return state.idle();
    }
    if (!facts.takesCommits(chainTime)) {
      return state.missed("the commit window closed before this worker saw the assignment");
    }
    Assignment assignment = publications.assignment(facts);
    List<Integer> jobs = publications.jobs(assignment);
    if (jobs.isEmpty()) {
      return state.idle();
    }
    behaviour.assigned(facts.key(), assignment);
    behaviour.disturb(facts.key(), mischief);
    return state.assigned(jobs);
  }

  /** Trains the next job, or fixes the answer when there is none left. */
  RoundState train(RoundFacts facts, RoundState.Assigned state, long chainTime) {
    if (!facts.takesCommits(chainTime)) {
      return state.missed(
          "the commit window closed with %d of %d jobs trained"
              .formatted(state.results().size(), state.jobs().size()));
    }
    if (!state.hasNext()) {
      return state.trained(salts.get());
    }
    Inputs round = inputs(facts);
    JobWork work = new JobWork(round.list(), job(round.list(), state.next()), round.model());
    long begin = clock.millis();
    byte[] result = behaviour.result(work, () -> honest(work));
    long millis = Math.max(0, clock.millis() - begin);
    Digest digest = Digest.of(result);
    CrashPoint.RESULT_BEFORE.pass();
    journal.writeResult(facts.key(), digest, result);
    CrashPoint.RESULT_WRITTEN.pass();
    checkpoint.pass("result-written", facts.key());
    return state.result(digest, millis);
  }

  private Inputs inputs(RoundFacts facts) {
    if (inputs == null || !inputs.key().equals(facts.key())) {
      inputs = null;
      JobList list = publications.jobList(facts);
      inputs = new Inputs(facts.key(), list, publications.model(list));
    }
    return inputs;
  }

  private static Job job(JobList list, int index) {
    if (index >= list.jobs().size()) {
      throw new UnusableRoundException(
          "job %d is assigned, the job list has %d jobs".formatted(index, list.jobs().size()));
    }
    return list.jobs().get(index);
  }

  private byte[] honest(JobWork work) {
    try {
      return engine.train(work.task()).artifact();
    } catch (NonFiniteResultException | IllegalArgumentException e) {
      throw new UnusableRoundException(
          "job %d cannot be trained: %s".formatted(work.job().index(), e.getMessage()), e);
    }
  }
}
