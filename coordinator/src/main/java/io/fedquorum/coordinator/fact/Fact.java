package io.fedquorum.coordinator.fact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.coordinator.verification.JobVerdict;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.DatasetRef;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.NumericProfile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/**
 * One thing that happened in a training, as the event log keeps it. The facts of a training are
 * enough, with the artifacts, to compute the whole training again.
 */
public sealed interface Fact {

  /** The training exists on chain and is funded. */
  record TrainingCreated(
      TrainingSpec spec,
      long chainId,
      Address registry,
      Address jobs,
      long trainingId,
      DatasetRef dataset,
      NumericProfile numericProfile,
      Digest initialModel,
      TransactionRef transaction)
      implements Fact {
    public TrainingCreated {
      Objects.requireNonNull(spec, "spec");
      Objects.requireNonNull(registry, "registry");
      Objects.requireNonNull(jobs, "jobs");
      Objects.requireNonNull(dataset, "dataset");
      Objects.requireNonNull(numericProfile, "numericProfile");
      Objects.requireNonNull(initialModel, "initialModel");
      Objects.requireNonNull(transaction, "transaction");
    }
  }

  /**
   * A round opened: model, job list and the commitment to the seed are fixed.
   *
   * @param blockHash hash of the block that opened it; a part of the draw, see {@link
   *     io.fedquorum.protocol.DrawSeed}
   */
  record RoundOpened(
      int round,
      Digest model,
      Digest jobList,
      Bytes32 seedCommitment,
      Bytes32 blockHash,
      TransactionRef transaction)
      implements Fact {
    public RoundOpened {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(jobList, "jobList");
      Objects.requireNonNull(seedCommitment, "seedCommitment");
      Objects.requireNonNull(blockHash, "blockHash");
      Objects.requireNonNull(transaction, "transaction");
    }
  }

  /** The seed is revealed and the assignment stands. The eligible list is in the assignment. */
  record RoundAssigned(
      int round,
      Bytes32 seed,
      Digest assignment,
      String design,
      long eligibleAtBlock,
      long commitDeadline,
      TransactionRef transaction)
      implements Fact {
    public RoundAssigned {
      Objects.requireNonNull(seed, "seed");
      Objects.requireNonNull(assignment, "assignment");
      Objects.requireNonNull(design, "design");
      Objects.requireNonNull(transaction, "transaction");
    }
  }

  /** A worker's commitment is on chain. */
  record WorkerCommitted(int round, Address worker, Bytes32 commitment, TransactionRef transaction)
      implements Fact {
    public WorkerCommitted {
      Objects.requireNonNull(worker, "worker");
      Objects.requireNonNull(commitment, "commitment");
      Objects.requireNonNull(transaction, "transaction");
    }
  }

  /** The commit window is closed. */
  record RevealOpened(int round, long revealDeadline, TransactionRef transaction) implements Fact {
    public RevealOpened {
      Objects.requireNonNull(transaction, "transaction");
    }
  }

  /** A worker's reveal is on chain; digests in ascending order of its jobs. */
  record WorkerRevealed(
      int round, Address worker, Bytes32 salt, List<Digest> digests, TransactionRef transaction)
      implements Fact {
    public WorkerRevealed {
      Objects.requireNonNull(worker, "worker");
      Objects.requireNonNull(salt, "salt");
      Objects.requireNonNull(transaction, "transaction");
      digests = List.copyOf(digests);
    }
  }

  /** A job's verdict. */
  record JobJudged(int round, JobVerdict verdict) implements Fact {
    public JobJudged {
      Objects.requireNonNull(verdict, "verdict");
    }
  }

  /**
   * The next model was computed.
   *
   * @param optimizerState what the server optimiser carries on; null without one
   */
  record RoundAggregated(
      int round,
      Digest model,
      Digest verdicts,
      @JsonInclude(JsonInclude.Include.NON_NULL) Digest optimizerState)
      implements Fact {
    public RoundAggregated {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(verdicts, "verdicts");
    }
  }

  /**
   * The model on the test set.
   *
   * @param loss mean cross-entropy, rounded to 6 decimals
   */
  record RoundEvaluated(int round, int correct, int total, BigDecimal loss) implements Fact {
    public RoundEvaluated {
      Objects.requireNonNull(loss, "loss");
    }
  }

  /** The round's result stands on chain. */
  record RoundSettled(
      int round,
      Digest model,
      Digest verdicts,
      Bytes32 payoutRoot,
      BigInteger totalEarned,
      TransactionRef transaction)
      implements Fact {
    public RoundSettled {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(verdicts, "verdicts");
      Objects.requireNonNull(payoutRoot, "payoutRoot");
      Objects.requireNonNull(totalEarned, "totalEarned");
      Objects.requireNonNull(transaction, "transaction");
    }
  }

  /**
   * How long a round took, in milliseconds by the coordinator's clock; replay does not check it.
   *
   * @param training the longest training that a correct worker stated, plus refereeing, plus
   *     evaluation
   * @param total from opening to settlement
   */
  record RoundTimed(int round, long training, long total) implements Fact {}

  /** A payout reached its worker; both amounts are cumulative over the training, in wei. */
  record PayoutDelivered(
      int round, Address worker, BigInteger earned, BigInteger slashed, TransactionRef transaction)
      implements Fact {
    public PayoutDelivered {
      Objects.requireNonNull(worker, "worker");
      Objects.requireNonNull(earned, "earned");
      Objects.requireNonNull(slashed, "slashed");
      Objects.requireNonNull(transaction, "transaction");
    }
  }

  /** An operator paused the training; the round in hand is finished first. */
  record TrainingPaused() implements Fact {}

  /** An operator resumed the training. */
  record TrainingResumed() implements Fact {}

  /**
   * The training is over and closed on chain.
   *
   * @param outcome {@code completed} or {@code cancelled}
   * @param model the last settled model
   */
  record TrainingClosed(String outcome, Digest model, TransactionRef transaction) implements Fact {
    public TrainingClosed {
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(transaction, "transaction");
    }
  }

  /** What was left of the funds went back to the creator. */
  record TrainingRefunded(BigInteger amount, TransactionRef transaction) implements Fact {
    public TrainingRefunded {
      Objects.requireNonNull(amount, "amount");
      Objects.requireNonNull(transaction, "transaction");
    }
  }
}
