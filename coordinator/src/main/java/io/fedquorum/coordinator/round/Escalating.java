package io.fedquorum.coordinator.round;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.ContractEvent.Committed;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.RoundState.Committing;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Escalation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Settles which reserves take over the jobs of those who have not committed in time. */
final class Escalating {
  private final RoundPorts ports;
  private final RoundContext round;

  Escalating(RoundPorts ports, RoundContext round) {
    this.ports = ports;
    this.round = round;
  }

  /**
   * Writes down what the chain already says.
   *
   * @param all the commitments so far; those of the blocks up to the time are all among them
   */
  Step<RoundState> step(Committing state, Assignment assignment, List<Committed> all) {
    long time = Escalation.time(assignment, state.commitDeadline());
    List<Committed> inTime = all.stream().filter(event -> timeOf(event) <= time).toList();
    Set<Address> committed = inTime.stream().map(Committed::worker).collect(Collectors.toSet());
    Assignment extended = Escalation.of(assignment, committed);
    if (extended.equals(assignment)) {
      return Step.to(state.escalated(state.assignment()));
    }
    Digest stored = ports.artifacts().put(extended.bytes());
    long upTo = inTime.stream().mapToLong(event -> event.at().block()).max().orElse(0);
    return Step.to(
        state.escalated(stored),
        new Fact.RoundEscalated(
            round.plan().round(), stored, extended.reserves().openJobs(), upTo));
  }

  private long timeOf(Committed event) {
    return ports
        .chain()
        .block(event.at().block())
        .map(Block::timestamp)
        .orElseThrow(() -> new IllegalStateException("no block " + event.at().block()));
  }
}
