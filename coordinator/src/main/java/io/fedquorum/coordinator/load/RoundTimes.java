package io.fedquorum.coordinator.load;

import io.fedquorum.coordinator.eventlog.LoggedEvent;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up when things happened, by round, from the times of the log's events. */
final class RoundTimes {
  private enum Mark {
    OPENED,
    ASSIGNED,
    REVEALING,
    REVEALED,
    SETTLED,
    PAID
  }

  private final Map<Integer, Map<Mark, Instant>> marks = new TreeMap<>();
  private final Map<Integer, int[]> answers = new HashMap<>();
  private int current;

  RoundTimes(List<LoggedEvent> events) {
    for (LoggedEvent event : events) {
      add(Facts.read(event.type(), event.data()), Instant.parse(event.time()));
    }
  }

  private void add(Fact fact, Instant at) {
    if (fact instanceof Fact.RoundOpened f) {
      current = f.round();
      mark(current, Mark.OPENED, at);
    } else if (fact instanceof Fact.RoundAssigned) {
      mark(current, Mark.ASSIGNED, at);
    } else if (fact instanceof Fact.RevealOpened) {
      mark(current, Mark.REVEALING, at);
    } else if (fact instanceof Fact.WorkerRevealed) {
      mark(current, Mark.REVEALED, at);
    } else if (fact instanceof Fact.JobJudged f) {
      f.verdict().replicas().forEach(this::count);
    } else if (fact instanceof Fact.RoundSettled) {
      mark(current, Mark.SETTLED, at);
    } else if (fact instanceof Fact.PayoutDelivered f) {
      mark(f.round(), Mark.PAID, at);
    }
  }

  /** A later mark of the same kind replaces an earlier one. */
  private void mark(int round, Mark mark, Instant at) {
    marks.computeIfAbsent(round, r -> new HashMap<>()).put(mark, at);
  }

  private void count(ReplicaVerdict replica) {
    int[] counts = answers.computeIfAbsent(current, r -> new int[2]);
    counts[replica.outcome() == Outcome.CORRECT ? 0 : 1]++;
  }

  List<Integer> rounds() {
    return List.copyOf(marks.keySet());
  }

  RoundLoad load(int round, long coordinatorKib, long fleetKib) {
    int[] counts = answers.getOrDefault(round, new int[2]);
    return new RoundLoad(
        round,
        between(round, Mark.OPENED, Mark.ASSIGNED),
        between(round, Mark.ASSIGNED, Mark.REVEALING),
        between(round, Mark.REVEALING, Mark.REVEALED),
        between(round, Mark.REVEALED, Mark.SETTLED),
        between(round, Mark.OPENED, Mark.SETTLED),
        counts[0],
        counts[1],
        between(round, Mark.SETTLED, Mark.PAID),
        coordinatorKib,
        fleetKib);
  }

  private double between(int round, Mark from, Mark to) {
    Instant start = marks.get(round).get(from);
    Instant end = marks.get(round).get(to);
    return start == null || end == null ? 0 : Duration.between(start, end).toMillis() / 1e3;
  }
}
