package io.fedquorum.coordinator.client;

import io.fedquorum.coordinator.eventlog.EventChain;
import io.fedquorum.coordinator.eventlog.LoggedEvent;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.Facts;
import io.fedquorum.coordinator.history.RoundHistory;
import io.fedquorum.coordinator.history.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Follows a training by its event log, and checks the log's chain on the way. */
public final class Watch {
  private static final long PACE_MILLIS = 300;
  private final CoordinatorClient client;
  private final String training;
  private final List<String> lines = new ArrayList<>();
  private final TrainingHistory history = new TrainingHistory();
  private LoggedEvent last;

  public Watch(CoordinatorClient client, String training) {
    this.client = Objects.requireNonNull(client, "client");
    this.training = Objects.requireNonNull(training, "training");
  }

  /** All lines of the log so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** What they add up to. */
  public TrainingHistory history() {
    return history;
  }

  /**
   * Follows until the training is over.
   *
   * @param people takes a line for each thing that a person wants to know
   * @param check called in each pass; it may throw to stop the watch
   */
  public void untilOver(ProgressListener people, Runnable check) throws InterruptedException {
    while (!history.isOver()) {
      check.run();
      List<String> fresh = client.events(training, lines.size() + 1L);
      lines.addAll(fresh);
      for (LoggedEvent event : fresh.isEmpty() ? List.<LoggedEvent>of() : verified(fresh)) {
        Fact fact = Facts.read(event.type(), event.data());
        history.add(fact);
        say(fact, people);
      }
      if (fresh.isEmpty()) {
        requireAlive();
        Thread.sleep(PACE_MILLIS);
      }
    }
  }

  private List<LoggedEvent> verified(List<String> fresh) {
    List<LoggedEvent> events = EventChain.verify(last, fresh.stream());
    last = events.get(events.size() - 1);
    return events;
  }

  private void requireAlive() {
    var view = client.get("/api/v1/trainings/" + training);
    if (view.path("status").asText().equals("failed")) {
      throw new CommandFailure(
          ExitCode.REFUSED,
          "training %s stands still: %s".formatted(training, view.path("error").asText()));
    }
  }

  private void say(Fact fact, ProgressListener people) {
    if (fact instanceof Fact.RoundOpened f) {
      people.accept("round %d is open".formatted(f.round()));
    } else if (fact instanceof Fact.RoundAssigned f) {
      people.accept(
          "round %d: jobs are assigned (%s design), workers train"
              .formatted(f.round(), f.design()));
    } else if (fact instanceof Fact.RevealOpened f) {
      people.accept("round %d: commitments are closed, workers reveal".formatted(f.round()));
    } else if (fact instanceof Fact.RoundSettled f) {
      sayRound(f.round(), people);
    } else if (fact instanceof Fact.TrainingClosed f) {
      people.accept("the training is " + f.outcome());
    }
  }

  private void sayRound(int round, ProgressListener people) {
    history.created().ifPresent(t -> people.progress(round, t.spec().rounds()));
    RoundHistory h = history.rounds().get(round - 1);
    people.accept(
        "round %d is settled: accuracy %s, loss %s; of %d jobs %d unanimous, %d recomputed"
            .formatted(round, h.accuracy(), h.loss(), h.jobs(), h.unanimous(), h.refereed()));
  }
}
