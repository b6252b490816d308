package io.fedquorum.coordinator.world;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Position;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Commitment;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Keccak;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rounds of {@code JobRegistry.sol}, guard by guard; its money is in {@link Escrow}. */
final class JobRegistry {
  private static final class Round {
    private int number;
    private String phase = "Idle";
    private long openedAt;
    private long deadline;
    private int revealSeconds;
    private Bytes32 seedCommitment;
    private final Map<Address, Bytes32> commitments = new HashMap<>();
  }

  private final Members members;
  private final Map<Long, Round> rounds = new HashMap<>();
  private final Map<Long, Escrow> escrows = new HashMap<>();
  private boolean paused;

  JobRegistry(Members members) {
    this.members = members;
  }

  Escrow escrow(long trainingId) {
    return escrows.get(trainingId);
  }

  void pause(boolean stop) {
    paused = stop;
  }

  /** Executes a call; every guard comes before every change. */
  List<ContractEvent> apply(Position at, long time, Address sender, Call call) {
    if (call instanceof Call.CreateTraining c) {
      return create(at, sender, c);
    } else if (call instanceof Call.Fund c) {
      return List.of(known(c.trainingId()).fund(at, c.trainingId(), sender, c.amount()));
    } else if (call instanceof Call.OpenRound c) {
      return List.of(open(at, sender, c));
    } else if (call instanceof Call.Assign c) {
      return List.of(assign(at, time, sender, c));
    } else if (call instanceof Call.Commit c) {
      return List.of(commit(at, time, sender, c));
    } else if (call instanceof Call.OpenReveal c) {
      return List.of(openReveal(at, time, sender, c));
    } else if (call instanceof Call.Reveal c) {
      return List.of(reveal(at, time, sender, c));
    } else if (call instanceof Call.Settle c) {
      return List.of(settle(at, sender, c));
    } else if (call instanceof Call.Claim c) {
      return List.of(known(c.trainingId()).claim(at, c, members));
    } else if (call instanceof Call.AbandonRound c) {
      return List.of(abandon(at, sender, c));
    } else if (call instanceof Call.CloseTraining c) {
      return List.of(close(at, sender, c.trainingId()));
    } else if (call instanceof Call.Refund c) {
      Revert.when(!round(c.trainingId()).phase.equals("Closed"), "WrongPhase");
      return List.of(known(c.trainingId()).refund(at, c.trainingId()));
    }
    throw new Revert("no such call: " + call);
  }

  private List<ContractEvent> create(Position at, Address sender, Call.CreateTraining c) {
    requirePublisher(sender);
    Revert.when(paused, "EnforcedPause");
    long id = rounds.size() + 1L;
    rounds.put(id, new Round());
    escrows.put(id, new Escrow(sender));
    return List.of(
        new ContractEvent.TrainingCreated(at, id, sender, c.specDigest()),
        escrows.get(id).fund(at, id, sender, c.funds()));
  }

  private ContractEvent open(Position at, Address sender, Call.OpenRound c) {
    requirePublisher(sender);
    Revert.when(paused, "EnforcedPause");
    Round round = round(c.trainingId());
    Revert.when(!round.phase.equals("Idle"), "WrongPhase(" + round.phase + ")");
    Revert.when(c.round() != round.number + 1, "WrongRound");
    round.phase = "Opened";
    round.number = c.round();
    round.openedAt = at.block();
    round.seedCommitment = c.seedCommitment();
    round.commitments.clear();
    return new ContractEvent.RoundOpened(
        at, c.trainingId(), c.round(), c.modelDigest(), c.jobListDigest(), c.seedCommitment());
  }

  private ContractEvent assign(Position at, long time, Address sender, Call.Assign c) {
    requirePublisher(sender);
    Revert.when(paused, "EnforcedPause");
    Round round = require(c.trainingId(), c.round(), "Opened");
    Revert.when(!Keccak.hash(c.seed().bytes()).equals(round.seedCommitment), "WrongSeed");
    Revert.when(c.commitSeconds() < 5 || c.revealSeconds() < 5, "WindowOutOfRange");
    round.phase = "Committing";
    round.deadline = time + c.commitSeconds();
    round.revealSeconds = c.revealSeconds();
    return new ContractEvent.RoundAssigned(
        at, c.trainingId(), c.round(), c.seed(), c.assignmentDigest(), round.deadline);
  }

  private ContractEvent commit(Position at, long time, Address sender, Call.Commit c) {
    Round round = require(c.trainingId(), c.round(), "Committing");
    Revert.when(time > round.deadline, "WindowClosed");
    WorkerRecord member = members.of(sender);
    Revert.when(member == null || !member.active(), "NotActiveWorker");
    Revert.when(member.joinedAt() >= round.openedAt, "JoinedTooLate");
    Revert.when(round.commitments.containsKey(sender), "AlreadyCommitted");
    round.commitments.put(sender, c.commitment());
    return new ContractEvent.Committed(at, c.trainingId(), c.round(), sender, c.commitment());
  }

  private ContractEvent openReveal(Position at, long time, Address sender, Call.OpenReveal c) {
    Round round = require(c.trainingId(), c.round(), "Committing");
    Revert.when(time <= round.deadline && !isPublisher(sender), "WindowOpen");
    round.phase = "Revealing";
    round.deadline = time + round.revealSeconds;
    return new ContractEvent.RevealOpened(at, c.trainingId(), c.round(), round.deadline);
  }

  private ContractEvent reveal(Position at, long time, Address sender, Call.Reveal c) {
    Round round = require(c.trainingId(), c.round(), "Revealing");
    Revert.when(time > round.deadline, "WindowClosed");
    Revert.when(c.digests().isEmpty() || c.digests().size() > 256, "DigestCountOutOfRange");
    Bytes32 computed =
        Commitment.of(
            WorldChain.CHAIN_ID,
            WorldChain.CONTRACTS.jobs(),
            c.trainingId(),
            c.round(),
            sender,
            c.digests().stream().map(Digest::of).toList(),
            c.salt());
    Revert.when(!computed.equals(round.commitments.get(sender)), "CommitmentMismatch");
    round.commitments.remove(sender);
    return new ContractEvent.Revealed(at, c.trainingId(), c.round(), sender, c.salt(), c.digests());
  }

  private ContractEvent settle(Position at, Address sender, Call.Settle c) {
    requirePublisher(sender);
    Round round = require(c.trainingId(), c.round(), "Revealing");
    ContractEvent event = known(c.trainingId()).settle(at, c);
    round.phase = "Idle";
    return event;
  }

  private ContractEvent abandon(Position at, Address sender, Call.AbandonRound c) {
    requirePublisher(sender);
    Round round = round(c.trainingId());
    boolean isOpen = !round.phase.equals("Idle") && !round.phase.equals("Closed");
    Revert.when(!isOpen, "WrongPhase(" + round.phase + ")");
    Revert.when(c.round() != round.number, "WrongRound");
    round.phase = "Idle";
    return new ContractEvent.RoundAbandoned(at, c.trainingId(), c.round());
  }

  private ContractEvent close(Position at, Address sender, long trainingId) {
    requirePublisher(sender);
    Round round = round(trainingId);
    Revert.when(!round.phase.equals("Idle"), "WrongPhase(" + round.phase + ")");
    round.phase = "Closed";
    return new ContractEvent.TrainingClosed(at, trainingId);
  }

  private Round require(long trainingId, int number, String phase) {
    Round round = round(trainingId);
    Revert.when(number != round.number, "WrongRound");
    Revert.when(!round.phase.equals(phase), "WrongPhase(" + round.phase + ")");
    return round;
  }

  private Round round(long trainingId) {
    Revert.when(!rounds.containsKey(trainingId), "UnknownTraining");
    return rounds.get(trainingId);
  }

  private Escrow known(long trainingId) {
    round(trainingId);
    return escrows.get(trainingId);
  }

  private static void requirePublisher(Address sender) {
    Revert.when(!isPublisher(sender), "AccessControlUnauthorizedAccount");
  }

  private static boolean isPublisher(Address sender) {
    return sender.equals(WorldChain.COORDINATOR);
  }
}
