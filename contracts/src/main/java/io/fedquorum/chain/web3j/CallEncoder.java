package io.fedquorum.chain.web3j;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Contracts;
import io.fedquorum.chain.web3j.generated.JobRegistry;
import io.fedquorum.chain.web3j.generated.WorkerRegistry;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * Calls to transactions, by the generated bindings. Gas limits are fixed, several times what each
 * call was measured to use: a stored transaction cannot be changed, so an estimate that the state
 * outgrows would block its account, and at gas price 0 a wide limit costs nothing.
 */
final class CallEncoder {
  private static final long GAS = 600_000;
  private static final long GAS_TRANSFER = 100_000;
  private static final long GAS_PER_ADDRESS = 80_000;
  private static final long GAS_PER_DIGEST = 3_000;
  private static final long GAS_PER_PROOF_STEP = 3_000;

  /** A transaction without its nonce. */
  record Encoded(Address to, BigInteger value, String data, long gasLimit) {}

  private final Contracts contracts;
  private final WorkerRegistry registry;
  private final JobRegistry jobs;

  CallEncoder(Contracts contracts, Bindings bindings) {
    this.contracts = contracts;
    this.registry = bindings.registry(contracts.registry());
    this.jobs = bindings.jobs(contracts.jobs());
  }

  static BigInteger value(Call call) {
    if (call instanceof Call.Join join) {
      return join.stake();
    } else if (call instanceof Call.TopUp topUp) {
      return topUp.amount();
    } else if (call instanceof Call.CreateTraining create) {
      return create.funds();
    } else if (call instanceof Call.Fund fund) {
      return fund.amount();
    } else if (call instanceof Call.Transfer transfer) {
      return transfer.amount();
    }
    return BigInteger.ZERO;
  }

  static long gasLimit(Call call) {
    if (call instanceof Call.Approve approve) {
      return GAS + GAS_PER_ADDRESS * approve.workers().size();
    } else if (call instanceof Call.Revoke revoke) {
      return GAS + GAS_PER_ADDRESS * revoke.workers().size();
    } else if (call instanceof Call.Reveal reveal) {
      return GAS + GAS_PER_DIGEST * reveal.digests().size();
    } else if (call instanceof Call.Claim claim) {
      return GAS + GAS_PER_PROOF_STEP * claim.proof().size();
    } else if (call instanceof Call.Transfer) {
      return GAS_TRANSFER;
    }
    return GAS;
  }

  Encoded encode(Call call) {
    return new Encoded(to(call), value(call), data(call), gasLimit(call));
  }

  private Address to(Call call) {
    if (call instanceof Call.Transfer transfer) {
      return transfer.to();
    }
    boolean registryCall =
        call instanceof Call.Approve
            || call instanceof Call.Revoke
            || call instanceof Call.Join
            || call instanceof Call.TopUp
            || call instanceof Call.Leave
            || call instanceof Call.WithdrawStake;
    return registryCall ? contracts.registry() : contracts.jobs();
  }

  private String data(Call call) {
    RemoteFunctionCall<?> function = registryFunction(call);
    if (function == null) {
      function = trainingFunction(call);
    }
    if (function == null) {
      function = roundFunction(call);
    }
    return function == null ? "0x" : function.encodeFunctionCall();
  }

  private RemoteFunctionCall<?> registryFunction(Call call) {
    if (call instanceof Call.Approve approve) {
      return registry.approve(texts(approve.workers()));
    } else if (call instanceof Call.Revoke revoke) {
      return registry.revoke(texts(revoke.workers()));
    } else if (call instanceof Call.Join join) {
      return registry.join(join.numericProfile().bytes(), join.stake());
    } else if (call instanceof Call.TopUp topUp) {
      return registry.topUp(topUp.amount());
    } else if (call instanceof Call.Leave) {
      return registry.leave();
    } else if (call instanceof Call.WithdrawStake) {
      return registry.withdraw();
    }
    return null;
  }

  private RemoteFunctionCall<?> trainingFunction(Call call) {
    if (call instanceof Call.CreateTraining c) {
      return jobs.createTraining(c.specDigest().bytes(), c.funds());
    } else if (call instanceof Call.Fund c) {
      return jobs.fund(Words.number(c.trainingId()), c.amount());
    } else if (call instanceof Call.CloseTraining c) {
      return jobs.close(Words.number(c.trainingId()));
    } else if (call instanceof Call.Refund c) {
      return jobs.refund(Words.number(c.trainingId()));
    } else if (call instanceof Call.Claim c) {
      return jobs.claim(
          Words.number(c.trainingId()),
          Words.number(c.index()),
          c.account().value(),
          c.earned(),
          c.slashed(),
          Words.bytes(c.proof()));
    }
    return null;
  }

  private RemoteFunctionCall<?> roundFunction(Call call) {
    if (call instanceof Call.OpenRound c) {
      return jobs.openRound(
          Words.number(c.trainingId()),
          Words.number(c.round()),
          c.modelDigest().bytes(),
          c.jobListDigest().bytes(),
          c.seedCommitment().bytes());
    } else if (call instanceof Call.Assign c) {
      return assign(c);
    } else if (call instanceof Call.Commit c) {
      return jobs.commit(
          Words.number(c.trainingId()), Words.number(c.round()), c.commitment().bytes());
    } else if (call instanceof Call.OpenReveal c) {
      return jobs.openReveal(Words.number(c.trainingId()), Words.number(c.round()));
    } else if (call instanceof Call.Reveal c) {
      return jobs.reveal(
          Words.number(c.trainingId()),
          Words.number(c.round()),
          c.salt().bytes(),
          Words.bytes(c.digests()));
    } else if (call instanceof Call.Settle c) {
      return settle(c);
    } else if (call instanceof Call.AbandonRound c) {
      return jobs.abandonRound(Words.number(c.trainingId()), Words.number(c.round()));
    }
    return null;
  }

  private RemoteFunctionCall<?> assign(Call.Assign c) {
    return jobs.assign(
        Words.number(c.trainingId()),
        Words.number(c.round()),
        c.seed().bytes(),
        c.assignmentDigest().bytes(),
        Words.number(c.commitSeconds()),
        Words.number(c.revealSeconds()));
  }

  private RemoteFunctionCall<?> settle(Call.Settle c) {
    return jobs.settle(
        Words.number(c.trainingId()),
        Words.number(c.round()),
        c.modelDigest().bytes(),
        c.verdictDigest().bytes(),
        c.payoutRoot().bytes(),
        c.totalEarned());
  }

  private static List<String> texts(List<Address> addresses) {
    return addresses.stream().map(Address::value).toList();
  }
}
