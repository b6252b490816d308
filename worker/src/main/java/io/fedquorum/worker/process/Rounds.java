package io.fedquorum.worker.process;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.round.Phase;
import io.fedquorum.worker.round.RoundFacts;
import io.fedquorum.worker.round.RoundKey;
import io.fedquorum.worker.round.RoundRecord;
import io.fedquorum.worker.round.RoundState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The rounds that are under way, and how the contracts' events change what is known of them. */
final class Rounds {
  private final Address worker;
  private final Map<RoundKey, RoundRecord> records = new HashMap<>();

  Rounds(Address worker, Collection<RoundRecord> known) {
    this.worker = Objects.requireNonNull(worker, "worker");
    known.forEach(entry -> records.put(entry.key(), entry));
  }

  /** All, in chain order. */
  List<RoundRecord> inChainOrder() {
    return records.values().stream().sorted(RoundRecord.CHAIN_ORDER).toList();
  }

  void put(RoundRecord entry) {
    records.put(entry.key(), entry);
  }

  void remove(RoundKey key) {
    records.remove(key);
  }

  /**
   * Takes events.
   *
   * @return the rounds that changed and are worth a line in the journal, in chain order
   */
  List<RoundRecord> absorb(List<ContractEvent> events) {
    Map<RoundKey, RoundRecord> before = Map.copyOf(records);
    events.forEach(this::take);
    // A round that came and went unseen needs no trace.
    Set<RoundKey> gone =
        records.values().stream()
            .filter(r -> r.facts().phase() == Phase.ENDED)
            .filter(r -> !before.containsKey(r.key()))
            .map(RoundRecord::key)
            .collect(Collectors.toSet());
    records.keySet().removeAll(gone);
    return inChainOrder().stream().filter(r -> !r.equals(before.get(r.key()))).toList();
  }

  private void take(ContractEvent event) {
    if (event instanceof ContractEvent.RoundOpened e) {
      open(e);
    } else if (event instanceof ContractEvent.RoundAssigned e) {
      change(
          e.trainingId(),
          e.round(),
          f -> f.assigned(e.seed(), Digest.of(e.assignmentDigest()), e.commitDeadline()));
    } else if (event instanceof ContractEvent.RevealOpened e) {
      change(e.trainingId(), e.round(), f -> f.revealOpened(e.revealDeadline()));
    } else if (event instanceof ContractEvent.Committed e && e.worker().equals(worker)) {
      change(e.trainingId(), e.round(), f -> f.committed(e.at().transaction()));
    } else if (event instanceof ContractEvent.Revealed e && e.worker().equals(worker)) {
      change(e.trainingId(), e.round(), f -> f.revealed(e.at().transaction()));
    } else if (event instanceof ContractEvent.RoundSettled e) {
      change(e.trainingId(), e.round(), RoundFacts::ended);
    } else if (event instanceof ContractEvent.RoundAbandoned e) {
      change(e.trainingId(), e.round(), RoundFacts::ended);
    } else if (event instanceof ContractEvent.TrainingClosed e) {
      roundsOf(e.trainingId()).forEach(r -> change(e.trainingId(), r, RoundFacts::ended));
    }
  }

  private List<Integer> roundsOf(long training) {
    return records.keySet().stream()
        .filter(key -> key.training() == training)
        .map(RoundKey::round)
        .toList();
  }

  private void open(ContractEvent.RoundOpened e) {
    RoundKey key = new RoundKey(e.trainingId(), e.round());
    RoundFacts facts =
        RoundFacts.opened(
            key,
            e.at().block(),
            e.at().blockHash(),
            e.at().logIndex(),
            Digest.of(e.modelDigest()),
            Digest.of(e.jobListDigest()));
    records.putIfAbsent(key, new RoundRecord(facts, new RoundState.Opened()));
  }

  private void change(long training, int round, UnaryOperator<RoundFacts> change) {
    Optional.ofNullable(records.get(new RoundKey(training, round)))
        .ifPresent(entry -> put(entry.with(change.apply(entry.facts()))));
  }
}
