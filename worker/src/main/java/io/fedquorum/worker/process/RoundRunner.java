package io.fedquorum.worker.process;

import io.fedquorum.chain.TransactionRefusedException;
import io.fedquorum.worker.artifact.CoordinatorUnavailableException;
import io.fedquorum.worker.artifact.NotYetKnownException;
import io.fedquorum.worker.artifact.RequestRefusedException;
import io.fedquorum.worker.artifact.WrongArtifactException;
import io.fedquorum.worker.round.Phase;
import io.fedquorum.worker.round.RoundFacts;
import io.fedquorum.worker.round.RoundRecord;
import io.fedquorum.worker.round.RoundState;
import io.fedquorum.worker.status.WorkerLog;
import io.fedquorum.worker.training.TrainingException;
import java.util.Objects;

/**
 * Takes one step in a round. A step that fails for a reason that may pass is tried again, with
 * pauses; the others end the round for this worker, never the worker.
 */
final class RoundRunner {
  /** About five minutes with the pauses of {@link Patience}. */
  private static final int MOST_NOT_YET_KNOWN = 40;

  private static final int MOST_REFUSALS = 5;
  private static final int MOST_ENGINE_FAULTS = 3;
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final TrainingSteps training;
  private final ChainSteps chain;
  private final UploadSteps uploads;
  private final Patience patience;
  private final WorkerLog log;

  RoundRunner(
      TrainingSteps training,
      ChainSteps chain,
      UploadSteps uploads,
      Patience patience,
      WorkerLog log) {
    this.training = Objects.requireNonNull(training, "training");
    this.chain = Objects.requireNonNull(chain, "chain");
    this.uploads = Objects.requireNonNull(uploads, "uploads");
    this.patience = Objects.requireNonNull(patience, "patience");
    this.log = Objects.requireNonNull(log, "log");
  }

  /**
   * Takes one step.
   *
   * @param chainTime timestamp of the newest block whose events are in the record
   * @return the state after it; the same object when nothing could be done now
   */
  RoundState step(RoundRecord entry, long chainTime) {
    if (!patience.isDue(entry.key()) && entry.facts().phase() != Phase.ENDED) {
      return entry.state();
    }
    RoundState next = attempt(entry, chainTime);
    if (next != entry.state()) {
      patience.reset(entry.key());
    }
    return next;
  }

  private RoundState attempt(RoundRecord entry, long chainTime) {
    try {
      return next(entry.facts(), entry.state(), chainTime);
    } catch (UnusableRoundException e) {
      return giveUp(entry.state(), e);
    } catch (NotYetKnownException e) {
      return tryAgain(entry, e, MOST_NOT_YET_KNOWN);
    } catch (RequestRefusedException e) {
      return tryAgain(entry, e, MOST_REFUSALS);
    } catch (TrainingException e) {
      return tryAgain(entry, e, MOST_ENGINE_FAULTS);
    } catch (CoordinatorUnavailableException
        | WrongArtifactException
        | TransactionRefusedException e) {
      // The window's end bounds it.
      return tryAgain(entry, e, UNBOUNDED);
    }
  }

  private RoundState next(RoundFacts facts, RoundState state, long chainTime) {
    if (state instanceof RoundState.Opened opened) {
      return training.open(facts, opened, chainTime);
    }
    if (state instanceof RoundState.Assigned assigned) {
      return training.train(facts, assigned, chainTime);
    }
    if (state instanceof RoundState.Trained trained) {
      return chain.commit(facts, trained, chainTime);
    }
    if (state instanceof RoundState.Committed committed) {
      return chain.reveal(facts, committed, chainTime);
    }
    if (state instanceof RoundState.Revealed revealed) {
      return uploads.upload(facts, revealed);
    }
    if (state instanceof RoundState.Uploaded uploaded && facts.phase() == Phase.ENDED) {
      return uploaded.done();
    }
    return state;
  }

  private RoundState tryAgain(RoundRecord entry, RuntimeException fault, int most) {
    int failures = patience.failed(entry.key());
    if (failures >= most || entry.facts().phase() == Phase.ENDED) {
      return giveUp(entry.state(), fault);
    }
    if (failures == 1 || failures % 10 == 0) {
      log.warn(
          "tried " + failures + " times, trying again: " + fault.getMessage(), entry.key().keys());
    }
    return entry.state();
  }

  private static RoundState giveUp(RoundState state, RuntimeException fault) {
    if (state instanceof RoundState.Pending pending) {
      return pending.missed(fault.getMessage());
    }
    throw fault;
  }
}
