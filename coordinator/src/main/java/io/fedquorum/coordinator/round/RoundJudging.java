package io.fedquorum.coordinator.round;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.RoundState.Judging;
import io.fedquorum.coordinator.verification.Outcome;
import io.fedquorum.coordinator.verification.Policy;
import io.fedquorum.coordinator.verification.ReplicaVerdict;
import io.fedquorum.coordinator.verification.VerdictList;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.JobList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds a round's verdicts and its next model, and stores both. */
final class RoundJudging {
  private final RoundPorts ports;
  private final RoundContext round;
  private final JobList jobs;
  private final Judge judge;

  RoundJudging(RoundPorts ports, RoundContext round, Assignment assignment, RoundEvents events) {
    this.ports = ports;
    this.round = round;
    this.jobs = round.jobs();
    Map<Address, List<Digest>> revealed = new HashMap<>();
    SortedMap<Address, Bytes32> salts = new TreeMap<>();
    for (ContractEvent.Revealed reveal : events.revealed()) {
      revealed.put(reveal.worker(), reveal.digests().stream().map(Digest::of).toList());
      salts.put(reveal.worker(), reveal.salt());
    }
    Replicas replicas =
        new Replicas(
            assignment,
            events.committed().stream()
                .map(ContractEvent.Committed::worker)
                .collect(Collectors.toSet()),
            revealed);
    Policy policy = Policy.parse(round.training().spec().policy());
    this.judge = new Judge(jobs, replicas, policy, round.plan().seed(), salts);
  }

  Judge judge() {
    return judge;
  }

  Step<RoundState> run(Judging state) {
    long begun = ports.clock().millis();
    Referee referee = new Referee(ports.engine());
    byte[] model = round.bytes(round.plan().model());
    VerdictList verdicts =
        judge.verdicts(
            this::usable, job -> ports.artifacts().put(referee.compute(jobs, model, job)));
    long refereed = ports.clock().millis() - begun;
    NextModel made =
        NextModel.of(
            round.training().spec().options(),
            jobs,
            verdicts,
            round.plan().optimizerState(),
            round::bytes);
    Digest next = ports.artifacts().put(made.model());
    Digest carried = made.optimizerState().map(ports.artifacts()::put).orElse(null);
    Digest stored = ports.artifacts().put(verdicts.bytes());
    List<Fact> facts = new ArrayList<>();
    verdicts.jobs().forEach(v -> facts.add(new Fact.JobJudged(round.plan().round(), v)));
    facts.add(new Fact.RoundAggregated(round.plan().round(), next, stored, carried));
    long training = refereed + longestTraining(verdicts);
    return new Step<>(state.aggregated(next, carried, stored, training), facts);
  }

  /** Any artifact can be named in a reveal; only parameters of the model count as a result. */
  private boolean usable(Digest digest) {
    return ports.artifacts().get(digest).filter(b -> Results.isResult(jobs.model(), b)).isPresent();
  }

  private long longestTraining(VerdictList verdicts) {
    return verdicts.jobs().stream()
        .flatMap(verdict -> verdict.replicas().stream())
        .filter(replica -> replica.outcome() == Outcome.CORRECT)
        .map(ReplicaVerdict::worker)
        .distinct()
        .mapToLong(w -> ports.times().of(jobs.trainingId(), jobs.round(), w))
        .max()
        .orElse(0);
  }
}
