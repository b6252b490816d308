package io.fedquorum.worker.process;

import io.fedquorum.chain.Chain;
import io.fedquorum.chain.Transactions;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.worker.artifact.Artifacts;
import io.fedquorum.worker.journal.CursorFile;
import io.fedquorum.worker.journal.RoundJournal;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Mischief;
import io.fedquorum.worker.status.WorkerLog;
import io.fedquorum.worker.training.TrainingEngine;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * All that a worker is made of.
 *
 * @param deployment where it works, and as whom
 * @param chain reads the chain
 * @param transactions sends this worker's transactions
 * @param artifacts the coordinator's artifact store
 * @param engine trains
 * @param behaviour honest, or a simulation
 * @param mischief means of a simulation
 * @param journal durable rounds
 * @param cursorFile durable place on the chain
 * @param salts fresh 32 bytes from a secure random source
 * @param clock for pauses and training times
 * @param checkpoint for tests
 * @param log what people and programs read
 */
public record WorkerParts(
    Deployment deployment,
    Chain chain,
    Transactions transactions,
    Artifacts artifacts,
    TrainingEngine engine,
    Behaviour behaviour,
    Mischief mischief,
    RoundJournal journal,
    CursorFile cursorFile,
    Supplier<Bytes32> salts,
    Clock clock,
    Checkpoint checkpoint,
    WorkerLog log) {
  public WorkerParts {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(clock, "clock");
  }

  /** The worker; reads its journal. */
  public WorkerLoop loop() {
    TrainingSteps training =
        new TrainingSteps(
            new Publications(artifacts, deployment),
            new Standby(chain, deployment),
            engine,
            behaviour,
            mischief,
            journal,
            salts,
            clock,
            checkpoint);
    RoundRunner runner =
        new RoundRunner(
            training,
            new ChainSteps(transactions, behaviour, deployment, checkpoint),
            new UploadSteps(artifacts, behaviour, journal, checkpoint),
            new Patience(clock),
            log);
    return new WorkerLoop(
        chain, cursorFile, journal, runner, behaviour, deployment, checkpoint, log);
  }
}
