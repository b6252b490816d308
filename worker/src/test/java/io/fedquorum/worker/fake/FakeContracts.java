package io.fedquorum.worker.fake;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.ContractEvent.Position;
import io.fedquorum.chain.WorkerRecord;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Commitment;
import io.fedquorum.protocol.Digest;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of registry and job registry that concern a worker. */
public final class FakeContracts {
  public static final BigInteger MINIMUM_STAKE = BigInteger.TEN;

  /** A call that the contracts refuse. */
  static final class Revert extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Revert(String name) {
      super(name);
    }
  }

  private static final class Round {
    private int number;
    private String phase = "Idle";
    private long deadline;
    private int revealSeconds;
    private final Map<Address, Bytes32> commitments = new HashMap<>();
  }

  private final Map<Long, Round> trainings = new HashMap<>();
  private final Map<Address, WorkerRecord> workers = new HashMap<>();
  private final Map<Address, BigInteger> balances = new HashMap<>();
  private final Set<Address> approved = new HashSet<>();

  /** Gives an account Ether. */
  public void fund(Address account, long wei) {
    balances.merge(account, BigInteger.valueOf(wei), BigInteger::add);
  }

  /** Puts an account on the allow-list. */
  public void approve(Address account) {
    approved.add(account);
  }

  /** Puts a record into the registry as it is. */
  public void put(WorkerRecord entry) {
    workers.put(entry.address(), entry);
  }

  BigInteger balance(Address account) {
    return balances.getOrDefault(account, BigInteger.ZERO);
  }

  Optional<WorkerRecord> worker(Address account) {
    return Optional.ofNullable(workers.get(account));
  }

  ContractEvent apply(Position at, long time, Address sender, Call call) {
    if (call instanceof Call.Join c) {
      return join(at, sender, c);
    } else if (call instanceof Call.OpenRound c) {
      return open(at, c);
    } else if (call instanceof Call.Assign c) {
      return assign(at, time, c);
    } else if (call instanceof Call.Commit c) {
      return commit(at, time, sender, c);
    } else if (call instanceof Call.OpenReveal c) {
      return openReveal(at, time, c);
    } else if (call instanceof Call.Reveal c) {
      return reveal(at, time, sender, c);
    } else if (call instanceof Call.Settle c) {
      require(trainings.get(c.trainingId()), c.round(), "Revealing").phase = "Idle";
      return new ContractEvent.RoundSettled(
          at,
          c.trainingId(),
          c.round(),
          c.modelDigest(),
          c.verdictDigest(),
          c.payoutRoot(),
          c.totalEarned());
    } else if (call instanceof Call.Claim c) {
      return new ContractEvent.Claimed(at, c.trainingId(), c.account(), c.earned(), c.slashed());
    }
    throw new Revert("UnknownCall");
  }

  private ContractEvent join(Position at, Address sender, Call.Join c) {
    if (!approved.contains(sender)) {
      throw new Revert("NotApproved(" + sender + ")");
    }
    if (workers.containsKey(sender)) {
      throw new Revert("AlreadyMember");
    }
    put(new WorkerRecord(sender, c.numericProfile(), c.stake(), at.block(), true));
    return new ContractEvent.WorkerJoined(at, sender, c.numericProfile(), c.stake());
  }

  private ContractEvent open(Position at, Call.OpenRound c) {
    Round round = trainings.computeIfAbsent(c.trainingId(), k -> new Round());
    require(round, round.number, "Idle");
    round.number = c.round();
    round.phase = "Opened";
    round.commitments.clear();
    return new ContractEvent.RoundOpened(
        at, c.trainingId(), c.round(), c.modelDigest(), c.jobListDigest(), c.seedCommitment());
  }

  private ContractEvent assign(Position at, long time, Call.Assign c) {
    Round round = require(trainings.get(c.trainingId()), c.round(), "Opened");
    round.phase = "Committing";
    round.deadline = time + c.commitSeconds();
    round.revealSeconds = c.revealSeconds();
    return new ContractEvent.RoundAssigned(
        at, c.trainingId(), c.round(), c.seed(), c.assignmentDigest(), round.deadline);
  }

  private ContractEvent commit(Position at, long time, Address sender, Call.Commit c) {
    Round round = require(trainings.get(c.trainingId()), c.round(), "Committing");
    if (time > round.deadline) {
      throw new Revert("WindowClosed(" + round.deadline + ")");
    }
    if (round.commitments.putIfAbsent(sender, c.commitment()) != null) {
      throw new Revert("AlreadyCommitted(" + sender + ")");
    }
    return new ContractEvent.Committed(at, c.trainingId(), c.round(), sender, c.commitment());
  }

  private ContractEvent openReveal(Position at, long time, Call.OpenReveal c) {
    Round round = require(trainings.get(c.trainingId()), c.round(), "Committing");
    round.phase = "Revealing";
    round.deadline = time + round.revealSeconds;
    return new ContractEvent.RevealOpened(at, c.trainingId(), c.round(), round.deadline);
  }

  private ContractEvent reveal(Position at, long time, Address sender, Call.Reveal c) {
    Round round = require(trainings.get(c.trainingId()), c.round(), "Revealing");
    if (time > round.deadline) {
      throw new Revert("WindowClosed(" + round.deadline + ")");
    }
    Bytes32 actual =
        Commitment.of(
            FakeChain.CHAIN_ID,
            FakeChain.CONTRACTS.jobs(),
            c.trainingId(),
            c.round(),
            sender,
            c.digests().stream().map(Digest::of).toList(),
            c.salt());
    if (!actual.equals(round.commitments.get(sender))) {
      throw new Revert("CommitmentMismatch(" + round.commitments.get(sender) + ")");
    }
    round.commitments.remove(sender);
    return new ContractEvent.Revealed(at, c.trainingId(), c.round(), sender, c.salt(), c.digests());
  }

  private static Round require(Round round, int number, String phase) {
    if (round == null || number != round.number) {
      throw new Revert("WrongRound(" + number + ")");
    }
    if (!round.phase.equals(phase)) {
      throw new Revert("WrongPhase(" + round.phase + ")");
    }
    return round;
  }
}
