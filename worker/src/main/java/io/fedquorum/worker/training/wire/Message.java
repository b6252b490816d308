package io.fedquorum.worker.training.wire;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import java.math.BigDecimal;

/** One message; the engine sends requests, the trainer answers each with exactly one answer. */
// Arrays are handed over, not shared: each message is read or written once.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Message {
  /** Why a request, or the start, failed. */
  enum Fault {
    /** Training diverged. */
    NON_FINITE,
    /** The data cannot be read. */
    DATASET,
    /** The request asks for what the data does not have. */
    REFUSED,
    /** Anything else: a fault of the program. */
    INTERNAL
  }

  /** Request: run a job. */
  record Train(
      ModelSpec model, byte[] artifact, Hyperparameters hyperparameters, long permutation, Job job)
      implements Message {}

  /** Request: test a model. */
  record Evaluate(ModelSpec model, byte[] artifact) implements Message {}

  /** First message of a trainer: it started and its canary training gave this profile. */
  record Ready(NumericProfile profile) implements Message {}

  /** Answer to {@link Train}. */
  record Trained(byte[] artifact, BigDecimal loss) implements Message {}

  /** Answer to {@link Evaluate}. */
  record Evaluated(int correct, int total, BigDecimal loss) implements Message {}

  /** Answer to a request that failed, or the first message of a trainer that cannot start. */
  record Failed(Fault fault, String text) implements Message {}
}
