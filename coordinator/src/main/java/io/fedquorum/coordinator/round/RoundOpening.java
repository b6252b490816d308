package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.coordinator.adaptive.TrackRecords;
import io.fedquorum.coordinator.assignment.AssignmentDesign;
import io.fedquorum.coordinator.assignment.Designs;
import io.fedquorum.coordinator.assignment.Size;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.TransactionRef;
import io.fedquorum.coordinator.round.RoundState.Assigning;
import io.fedquorum.coordinator.round.RoundState.Drawing;
import io.fedquorum.coordinator.round.RoundState.Opening;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.DrawSeed;
import io.fedquorum.protocol.JobList;
import io.fedquorum.protocol.Keccak;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Begins rounds, from planning to the published assignment. Each call does at most one step; empty
 * means that the round waits for the chain or for workers. A step may be repeated after a crash:
 * its outcome is the same.
 */
final class RoundOpening {
  private final RoundPorts ports;

  RoundOpening(RoundPorts ports) {
    this.ports = Objects.requireNonNull(ports, "ports");
  }

  /** Fixes a round: stores its job list and draws its secret seed. */
  Opening plan(Fact.TrainingCreated training, int round, Digest model, Digest optimizerState) {
    JobList jobs = JobPlanner.plan(training, round, model);
    Digest stored = ports.artifacts().put(jobs.bytes());
    long now = ports.clock().millis();
    Bytes32 seed =
        ports
            .intents()
            .adoptedSeed(training.trainingId(), round)
            .orElseGet(() -> ports.seeds().next());
    boolean alone = training.spec().options().adaptive() != null;
    Bytes32 auditSecret = alone ? ports.seeds().next() : null;
    return RoundState.start(
        new RoundPlan(round, model, stored, seed, optimizerState, auditSecret, now));
  }

  Optional<Step<RoundState>> open(RoundContext round, Opening state) {
    RoundPlan plan = state.plan();
    Bytes32 commitment = Keccak.hash(plan.seed().bytes());
    Call.OpenRound call =
        new Call.OpenRound(
            round.training().trainingId(),
            plan.round(),
            plan.model().word(),
            plan.jobList().word(),
            commitment);
    return ports
        .intents()
        .done(round.intent("open"), call)
        .map(
            receipt ->
                Step.to(
                    state.opened(receipt.block(), receipt.blockHash()),
                    new Fact.RoundOpened(
                        plan.round(),
                        plan.model(),
                        plan.jobList(),
                        commitment,
                        receipt.blockHash(),
                        TransactionRef.of(receipt))));
  }

  /**
   * Draws the assignment from the workers that were eligible when the round opened. Should they
   * have become fewer than the replicas, each job has all of them; with none the round waits.
   *
   * @param records by which jobs are thinned where replication is adaptive
   */
  Optional<Step<RoundState>> draw(RoundContext round, Drawing state, TrackRecords records) {
    List<WorkerRecord> eligible = eligible(round, state.openedAt());
    if (eligible.isEmpty()) {
      return Optional.empty();
    }
    Assignment full = assignment(round, state, eligible);
    TrainingSpec spec = round.training().spec();
    Assignment assignment = PublishedDraw.of(full, spec, records);
    Digest stored = ports.artifacts().put(assignment.bytes());
    return Optional.of(Step.to(state.drawn(stored, assignment.design())));
  }

  /** Whether nobody could be drawn. The list is that of the opening block, so it stays so. */
  boolean isStuck(RoundContext round, Drawing state) {
    return eligible(round, state.openedAt()).isEmpty();
  }

  /** Gives up a round that nobody can be drawn for. */
  Optional<Step<RoundState>> abandon(RoundContext round, Drawing state) {
    int number = state.plan().round();
    Call call = new Call.AbandonRound(round.training().trainingId(), number);
    return ports
        .intents()
        .done(round.intent("abandon"), call)
        .map(
            receipt ->
                Step.to(
                    state.abandoned(),
                    new Fact.RoundAbandoned(number, TransactionRef.of(receipt))));
  }

  Optional<Step<RoundState>> assign(RoundContext round, Assigning state) {
    RoundPlan plan = state.plan();
    TrainingSpec spec = round.training().spec();
    Call.Assign call =
        new Call.Assign(
            round.training().trainingId(),
            plan.round(),
            plan.seed(),
            state.assignment().word(),
            spec.commitSeconds(),
            spec.revealSeconds());
    Optional<Receipt> receipt = ports.intents().done(round.intent("assign"), call);
    Optional<ContractEvent.RoundAssigned> event = RoundEvents.of(ports, round).assigned();
    if (receipt.isEmpty() || event.isEmpty()) {
      return Optional.empty();
    }
    long deadline = event.get().commitDeadline();
    return Optional.of(
        Step.to(
            state.assigned(deadline),
            new Fact.RoundAssigned(
                plan.round(),
                plan.seed(),
                state.assignment(),
                state.design(),
                state.openedAt(),
                deadline,
                plan.auditCommitment(),
                TransactionRef.of(receipt.get()))));
  }

  /** Whether there are workers enough to open a round now. */
  boolean hasWorkers(Fact.TrainingCreated training) {
    long next = ports.events().indexed().number() + 1;
    return eligible(training, next - 1, next).size() >= training.spec().replicas();
  }

  private List<WorkerRecord> eligible(RoundContext round, long openedAt) {
    return eligible(round.training(), openedAt, openedAt);
  }

  /**
   * Active at a block, members since before the opening block, and of the training's profile unless
   * its agreement is tolerant; in address order.
   */
  private List<WorkerRecord> eligible(Fact.TrainingCreated training, long block, long openedAt) {
    Bytes32 profile = training.numericProfile().id();
    boolean any = training.spec().options().agreed().isTolerant();
    return ports.chain().workers(ports.contracts(), block).stream()
        .filter(worker -> worker.active() && (any || worker.numericProfile().equals(profile)))
        .filter(worker -> worker.joinedAt() < openedAt)
        .sorted(Comparator.comparing(WorkerRecord::address))
        .toList();
  }

  private static Assignment assignment(
      RoundContext round, Drawing state, List<WorkerRecord> eligible) {
    TrainingSpec spec = round.training().spec();
    int replicas = Math.min(spec.replicas(), eligible.size());
    Size size = new Size(eligible.size(), spec.jobs(), replicas);
    AssignmentDesign wanted = Designs.named(spec.design());
    // Workers join and leave: a design that has no such size gives way to the best that has.
    AssignmentDesign design = wanted.fits(size) ? wanted : Designs.bestFor(size);
    Assignment drawn =
        design.draw(
            round.training().trainingId(),
            round.plan().round(),
            eligible.stream().map(WorkerRecord::address).toList(),
            spec.jobs(),
            replicas,
            DrawSeed.of(round.plan().seed(), state.openedIn()));
    return spec.options().agreed().isTolerant()
        ? drawn.withProfiles(eligible.stream().map(WorkerRecord::numericProfile).toList())
        : drawn;
  }
}
