package io.fedquorum.worker.process;

import io.fedquorum.chain.Block;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Committed;
import io.fedquorum.chain.EventReader;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Escalation;
import io.fedquorum.worker.round.RoundFacts;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** A worker without a job that may be given one when others do not answer. */
final class Standby {
  private final Chain chain;
  private final Deployment deployment;

  Standby(Chain chain, Deployment deployment) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.deployment = Objects.requireNonNull(deployment, "deployment");
  }

  /** Whether this worker is one of the reserves. */
  boolean isReserve(Assignment assignment) {
    return assignment.reserves() != null
        && assignment.reserves().workers().stream()
            .anyMatch(place -> assignment.eligible().get(place).equals(deployment.worker()));
  }

  /**
   * The assignment after the time has come. Who had committed then is read from the chain, once.
   */
  Assignment escalated(RoundFacts facts, Assignment assignment) {
    long time = Escalation.time(assignment, facts.commitDeadline());
    return Escalation.of(assignment, committed(facts, time));
  }

  private Set<Address> committed(RoundFacts facts, long time) {
    Set<Address> committed = new HashSet<>();
    long head = chain.head().number();
    for (long from = facts.openedBlock(); from <= head; from += EventReader.DEFAULT_RANGE) {
      long to = Math.min(head, from + EventReader.DEFAULT_RANGE - 1);
      for (ContractEvent event : chain.events(deployment.contracts(), from, to)) {
        if (event instanceof Committed c && isOf(facts, c) && timeOf(c) <= time) {
          committed.add(c.worker());
        }
      }
    }
    return committed;
  }

  private static boolean isOf(RoundFacts facts, Committed event) {
    return event.trainingId() == facts.key().training() && event.round() == facts.key().round();
  }

  private long timeOf(ContractEvent event) {
    long number = event.at().block();
    return chain
        .block(number)
        .map(Block::timestamp)
        .orElseThrow(
            () -> new ChainUnavailableException("block " + number + " is not at the node now"));
  }
}
