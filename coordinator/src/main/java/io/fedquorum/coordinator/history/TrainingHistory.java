package io.fedquorum.coordinator.history;

import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Fact.JobJudged;
import io.fedquorum.coordinator.fact.Fact.PayoutDelivered;
import io.fedquorum.coordinator.fact.Fact.TrainingCreated;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A training, as its facts tell it so far. Facts are added in the order of the log. */
public final class TrainingHistory {
  private final Map<Integer, RoundTally> rounds = new TreeMap<>();
  private final Map<Address, WorkerHistory> workers = new TreeMap<>();
  private TrainingCreated created;
  private Digest model;
  private String outcome;
  private int current;
  private boolean refunded;

  /** The history of these facts. */
  public static TrainingHistory of(List<Fact> facts) {
    TrainingHistory history = new TrainingHistory();
    facts.forEach(history::add);
    return history;
  }

  /** Adds the next fact. */
  public void add(Fact fact) {
    if (fact instanceof TrainingCreated f) {
      created = f;
      model = f.initialModel();
    } else if (fact instanceof Fact.RoundOpened f) {
      current = f.round();
      rounds.put(current, new RoundTally(current, created.spec().jobs()));
    } else if (fact instanceof Fact.RoundSettled f) {
      model = f.model();
    } else if (fact instanceof JobJudged f) {
      f.verdict().replicas().forEach(this::judged);
    } else if (fact instanceof PayoutDelivered f) {
      workers.compute(f.worker(), (w, h) -> orNone(w, h).delivered(f.earned(), f.slashed()));
    } else if (fact instanceof Fact.TrainingClosed f) {
      outcome = f.outcome();
    } else if (fact instanceof Fact.TrainingRefunded) {
      refunded = true;
    }
    tallyOf(fact).ifPresent(tally -> tally.add(fact));
  }

  /** What was created, once it is. */
  public Optional<TrainingCreated> created() {
    return Optional.ofNullable(created);
  }

  /** The rounds so far. */
  public List<RoundHistory> rounds() {
    return rounds.values().stream().map(RoundTally::history).toList();
  }

  /** Answers that workers computed, a job, over all rounds; empty before the first verdict. */
  public Optional<BigDecimal> replicationFactor() {
    long answers = rounds.values().stream().mapToLong(RoundTally::answers).sum();
    long jobs = rounds.values().stream().mapToLong(tally -> tally.verdicts().size()).sum();
    return Optional.ofNullable(RoundTally.factor(answers, jobs));
  }

  /** The verdicts of a round, as far as they are found. */
  public List<JobVerdict> verdicts(int round) {
    return rounds.containsKey(round) ? rounds.get(round).verdicts() : List.of();
  }

  /** The workers that were judged, in address order. */
  public List<WorkerHistory> workers() {
    return List.copyOf(workers.values());
  }

  /** The last settled model, or the initial one. */
  public Optional<Digest> model() {
    return Optional.ofNullable(model);
  }

  /** {@code completed} or {@code cancelled}, once the training is closed. */
  public Optional<String> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** Whether nothing more can happen. */
  public boolean isOver() {
    return refunded;
  }

  private Optional<RoundTally> tallyOf(Fact fact) {
    int round = fact instanceof PayoutDelivered payout ? payout.round() : current;
    return Optional.ofNullable(rounds.get(round));
  }

  private void judged(ReplicaVerdict replica) {
    workers.compute(replica.worker(), (w, h) -> orNone(w, h).plus(replica.outcome()));
  }

  private static WorkerHistory orNone(Address worker, WorkerHistory history) {
    return history == null ? WorkerHistory.none(worker) : history;
  }
}
