package io.fedquorum.coordinator.round;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Committed;
import io.fedquorum.chain.ContractEvent.RevealOpened;
import io.fedquorum.chain.ContractEvent.Revealed;
import io.fedquorum.chain.ContractEvent.RoundAssigned;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What the chain says of one round, in chain order. */
record RoundEvents(List<ContractEvent> all, int round) {
  RoundEvents {
    Objects.requireNonNull(all, "all");
  }

  /** What is indexed of a round now. */
  static RoundEvents of(RoundPorts ports, RoundContext context) {
    int round = context.plan().round();
    return new RoundEvents(ports.events().ofRound(context.training().trainingId(), round), round);
  }

  List<Committed> committed() {
    return of(Committed.class, Committed::round);
  }

  List<Revealed> revealed() {
    return of(Revealed.class, Revealed::round);
  }

  Optional<RevealOpened> revealOpened() {
    return of(RevealOpened.class, RevealOpened::round).stream().findFirst();
  }

  Optional<RoundAssigned> assigned() {
    return of(RoundAssigned.class, RoundAssigned::round).stream().findFirst();
  }

  private <E extends ContractEvent> List<E> of(Class<E> type, ToIntFunction<E> roundOf) {
    return all.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(event -> roundOf.applyAsInt(event) == round)
        .toList();
  }
}
