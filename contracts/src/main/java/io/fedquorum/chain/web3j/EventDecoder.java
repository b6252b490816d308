package io.fedquorum.chain.web3j;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Position;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.web3j.generated.JobRegistry;
import io.fedquorum.chain.web3j.generated.WorkerRegistry;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** Logs to events, by the generated bindings. Events that the port does not carry are left out. */
final class EventDecoder {
  private interface Decoder extends BiFunction<Position, Log, ContractEvent> {}

  private static final Map<String, Decoder> REGISTRY = new HashMap<>();
  private static final Map<String, Decoder> JOBS = new HashMap<>();

  static {
    add(REGISTRY, WorkerRegistry.WORKERJOINED_EVENT, EventDecoder::workerJoined);
    add(REGISTRY, WorkerRegistry.WORKERLEAVING_EVENT, EventDecoder::workerLeft);
    add(JOBS, JobRegistry.TRAININGCREATED_EVENT, EventDecoder::trainingCreated);
    add(JOBS, JobRegistry.TRAININGFUNDED_EVENT, EventDecoder::trainingFunded);
    add(JOBS, JobRegistry.ROUNDOPENED_EVENT, EventDecoder::roundOpened);
    add(JOBS, JobRegistry.ROUNDASSIGNED_EVENT, EventDecoder::roundAssigned);
    add(JOBS, JobRegistry.COMMITTED_EVENT, EventDecoder::committed);
    add(JOBS, JobRegistry.REVEALOPENED_EVENT, EventDecoder::revealOpened);
    add(JOBS, JobRegistry.REVEALED_EVENT, EventDecoder::revealed);
    add(JOBS, JobRegistry.ROUNDSETTLED_EVENT, EventDecoder::roundSettled);
    add(JOBS, JobRegistry.ROUNDABANDONED_EVENT, EventDecoder::roundAbandoned);
    add(JOBS, JobRegistry.CLAIMED_EVENT, EventDecoder::claimed);
    add(JOBS, JobRegistry.TRAININGCLOSED_EVENT, EventDecoder::trainingClosed);
    add(JOBS, JobRegistry.REFUNDED_EVENT, EventDecoder::refunded);
  }

  private EventDecoder() {}

  static Optional<ContractEvent> decode(Contracts contracts, Log log) {
    Address source = Address.of(log.getAddress());
    Map<String, Decoder> decoders =
        source.equals(contracts.registry())
            ? REGISTRY
            : source.equals(contracts.jobs()) ? JOBS : Map.of();
    return Optional.ofNullable(decoders.get(log.getTopics().get(0)))
        .map(decoder -> decoder.apply(position(log), log));
  }

  private static void add(Map<String, Decoder> decoders, Event event, Decoder decoder) {
    decoders.put(EventEncoder.encode(event), decoder);
  }

  private static Position position(Log log) {
    return new Position(
        log.getBlockNumber().longValueExact(),
        Words.bytes32(log.getBlockHash()),
        Words.bytes32(log.getTransactionHash()),
        log.getLogIndex().intValueExact());
  }

  private static ContractEvent workerJoined(Position at, Log log) {
    var e = WorkerRegistry.getWorkerJoinedEventFromLog(log);
    return new ContractEvent.WorkerJoined(at, Address.of(e.worker), Bytes32.of(e.profile), e.stake);
  }

  private static ContractEvent workerLeft(Position at, Log log) {
    var e = WorkerRegistry.getWorkerLeavingEventFromLog(log);
    return new ContractEvent.WorkerLeft(at, Address.of(e.worker));
  }

  private static ContractEvent trainingCreated(Position at, Log log) {
    var e = JobRegistry.getTrainingCreatedEventFromLog(log);
    return new ContractEvent.TrainingCreated(
        at, e.id.longValueExact(), Address.of(e.creator), Bytes32.of(e.specDigest));
  }

  private static ContractEvent trainingFunded(Position at, Log log) {
    var e = JobRegistry.getTrainingFundedEventFromLog(log);
    return new ContractEvent.TrainingFunded(
        at, e.id.longValueExact(), Address.of(e.funder), e.amount, e.funded);
  }

  private static ContractEvent roundOpened(Position at, Log log) {
    var e = JobRegistry.getRoundOpenedEventFromLog(log);
    return new ContractEvent.RoundOpened(
        at,
        e.id.longValueExact(),
        e.round.intValueExact(),
        Bytes32.of(e.modelDigest),
        Bytes32.of(e.jobListDigest),
        Bytes32.of(e.seedCommitment));
  }

  private static ContractEvent roundAssigned(Position at, Log log) {
    var e = JobRegistry.getRoundAssignedEventFromLog(log);
    return new ContractEvent.RoundAssigned(
        at,
        e.id.longValueExact(),
        e.round.intValueExact(),
        Bytes32.of(e.seed),
        Bytes32.of(e.assignmentDigest),
        e.commitDeadline.longValueExact());
  }

  private static ContractEvent committed(Position at, Log log) {
    var e = JobRegistry.getCommittedEventFromLog(log);
    return new ContractEvent.Committed(
        at,
        e.id.longValueExact(),
        e.round.intValueExact(),
        Address.of(e.worker),
        Bytes32.of(e.commitment));
  }

  private static ContractEvent revealOpened(Position at, Log log) {
    var e = JobRegistry.getRevealOpenedEventFromLog(log);
    return new ContractEvent.RevealOpened(
        at, e.id.longValueExact(), e.round.intValueExact(), e.revealDeadline.longValueExact());
  }

  private static ContractEvent revealed(Position at, Log log) {
    var e = JobRegistry.getRevealedEventFromLog(log);
    return new ContractEvent.Revealed(
        at,
        e.id.longValueExact(),
        e.round.intValueExact(),
        Address.of(e.worker),
        Bytes32.of(e.salt),
        e.digests.stream().map(Bytes32::of).toList());
  }

  private static ContractEvent roundSettled(Position at, Log log) {
    var e = JobRegistry.getRoundSettledEventFromLog(log);
    return new ContractEvent.RoundSettled(
        at,
        e.id.longValueExact(),
        e.round.intValueExact(),
        Bytes32.of(e.newModelDigest),
        Bytes32.of(e.verdictDigest),
        Bytes32.of(e.payoutRoot),
        e.totalEarned);
  }

  private static ContractEvent roundAbandoned(Position at, Log log) {
    var e = JobRegistry.getRoundAbandonedEventFromLog(log);
    return new ContractEvent.RoundAbandoned(at, e.id.longValueExact(), e.round.intValueExact());
  }

  private static ContractEvent claimed(Position at, Log log) {
    var e = JobRegistry.getClaimedEventFromLog(log);
    return new ContractEvent.Claimed(
        at, e.id.longValueExact(), Address.of(e.account), e.paid, e.slashed);
  }

  private static ContractEvent trainingClosed(Position at, Log log) {
    var e = JobRegistry.getTrainingClosedEventFromLog(log);
    return new ContractEvent.TrainingClosed(at, e.id.longValueExact());
  }

  private static ContractEvent refunded(Position at, Log log) {
    var e = JobRegistry.getRefundedEventFromLog(log);
    return new ContractEvent.Refunded(at, e.id.longValueExact(), Address.of(e.creator), e.amount);
  }
}
