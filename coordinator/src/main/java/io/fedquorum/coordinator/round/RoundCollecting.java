package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Receipt;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.fact.TransactionRef;
import io.fedquorum.coordinator.round.RoundState.Closing;
import io.fedquorum.coordinator.round.RoundState.Committing;
import io.fedquorum.coordinator.round.RoundState.Revealing;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Escalation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes commitments and reveals, to the end of the reveal window. Each call does at most one step;
 * empty means that the round waits for the chain, for workers or for a deadline. A step may be
 * repeated after a crash: its outcome is the same.
 */
final class RoundCollecting {
  private final RoundPorts ports;

  RoundCollecting(RoundPorts ports) {
    this.ports = Objects.requireNonNull(ports, "ports");
  }

  Optional<Step<RoundState>> commitments(RoundContext round, Committing state) {
    // The block first: what is indexed after this look came too late to count as in time.
    Block indexed = ports.events().indexed();
    List<ContractEvent.Committed> all = RoundEvents.of(ports, round).committed();
    if (all.size() > state.logged()) {
      return Optional.of(
          new Step<>(state.logged(all.size()), facts(all.subList(state.logged(), all.size()))));
    }
    Set<Address> committed = workers(all);
    Assignment assignment = round.assignment(state.assignment());
    if (escalates(state, assignment, indexed)) {
      return Optional.of(new Escalating(ports, round).step(state, assignment, all));
    }
    boolean everybody = committed.containsAll(assignment.assigned());
    if (everybody || indexed.timestamp() > state.commitDeadline()) {
      return Optional.of(Step.to(state.close()));
    }
    return Optional.empty();
  }

  /** Whether it is time to settle who of the reserves takes over; they do so without being told. */
  private static boolean escalates(Committing state, Assignment assignment, Block indexed) {
    return assignment.reserves() != null
        && state.published() == null
        && indexed.timestamp() > Escalation.time(assignment, state.commitDeadline());
  }

  /**
   * Opens the reveal. Commitments that came before it in chain order still count. After the window
   * anyone may have opened it: then our own call is refused, and what stands on chain counts.
   */
  Optional<Step<RoundState>> close(RoundContext round, Closing state) {
    int number = state.plan().round();
    String intent = round.intent("open-reveal");
    ports.intents().send(intent, new Call.OpenReveal(round.training().trainingId(), number));
    Optional<Receipt> receipt = ports.intents().receipt(intent);
    if (receipt.isEmpty() || ports.events().indexed().number() < receipt.get().block()) {
      return Optional.empty();
    }
    RoundEvents events = RoundEvents.of(ports, round);
    ContractEvent.RevealOpened event =
        events
            .revealOpened()
            .orElseThrow(() -> new RevertedException(intent, receipt.get().revertReason()));
    List<ContractEvent.Committed> all = events.committed();
    List<Fact> facts = new ArrayList<>(facts(all.subList(state.logged(), all.size())));
    facts.add(new Fact.RevealOpened(number, event.revealDeadline(), transaction(event)));
    return Optional.of(new Step<>(state.revealing(event.revealDeadline()), facts));
  }

  Optional<Step<RoundState>> reveals(RoundContext round, Revealing state) {
    // The block first: what is indexed after this look is not needed to say that the window is
    // over.
    Block indexed = ports.events().indexed();
    RoundEvents events = RoundEvents.of(ports, round);
    List<ContractEvent.Revealed> all = events.revealed();
    if (all.size() > state.logged()) {
      return Optional.of(
          new Step<>(
              state.logged(all.size()), revealFacts(all.subList(state.logged(), all.size()))));
    }
    RoundJudging judging =
        new RoundJudging(ports, round, round.assignment(state.assignment()), events);
    boolean over = indexed.timestamp() > state.revealDeadline();
    if (over || isComplete(events, judging)) {
      return Optional.of(Step.to(state.judge(judging.undelivered())));
    }
    return Optional.empty();
  }

  private boolean isComplete(RoundEvents events, RoundJudging judging) {
    // Those without a job too: a reveal that comes after the verdicts would be in no log.
    Set<Address> committed = workers(events.committed());
    Set<Address> revealed =
        events.revealed().stream().map(ContractEvent.Revealed::worker).collect(Collectors.toSet());
    return revealed.containsAll(committed)
        && judging.awaited().stream().allMatch(ports.artifacts()::has);
  }

  private List<Fact> facts(List<ContractEvent.Committed> events) {
    return events.stream()
        .<Fact>map(
            e -> new Fact.WorkerCommitted(e.round(), e.worker(), e.commitment(), transaction(e)))
        .toList();
  }

  private List<Fact> revealFacts(List<ContractEvent.Revealed> events) {
    return events.stream()
        .<Fact>map(
            e ->
                new Fact.WorkerRevealed(
                    e.round(),
                    e.worker(),
                    e.salt(),
                    e.digests().stream().map(Digest::of).toList(),
                    transaction(e)))
        .toList();
  }

  private TransactionRef transaction(ContractEvent event) {
    return ports
        .chain()
        .receipt(event.at().transaction())
        .map(TransactionRef::of)
        .orElseThrow(() -> new IllegalStateException("no receipt of " + event.at().transaction()));
  }

  private static Set<Address> workers(List<ContractEvent.Committed> events) {
    return events.stream()
        .map(ContractEvent.Committed::worker)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
