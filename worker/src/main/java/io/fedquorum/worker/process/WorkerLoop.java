package io.fedquorum.worker.process;

import io.fedquorum.chain.Batch;
import io.fedquorum.chain.Chain;
import io.fedquorum.chain.ChainReorganisedException;
import io.fedquorum.chain.ChainUnavailableException;
import io.fedquorum.chain.ContractEvent;
import io.fedquorum.chain.Cursor;
import io.fedquorum.chain.EventReader;
import io.fedquorum.chain.NonceUsedException;
import io.fedquorum.worker.journal.CursorFile;
import io.fedquorum.worker.journal.RoundJournal;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Phase;
import io.fedquorum.worker.round.RoundRecord;
import io.fedquorum.worker.round.RoundState;
import io.fedquorum.worker.status.ExitCode;
import io.fedquorum.worker.status.Keys;
import io.fedquorum.worker.status.WorkerFailure;
import io.fedquorum.worker.status.WorkerLog;
import java.util.List;
import java.util.Objects;

/**
 * Reads the chain into the journal and serves the rounds that are under way, in chain order. All
 * that it knows is in the journal, the cursor and the transaction store, so it can be killed at any
 * point.
 */
public final class WorkerLoop {
  private static final long POLL_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** A cursor without events behind it is stored this often only. */
  private static final int QUIET_BLOCKS = 50;

  private final Chain chain;
  private final EventReader reader;
  private final CursorFile cursorFile;
  private final RoundJournal journal;
  private final RoundRunner runner;
  private final Behaviour behaviour;
  private final Deployment deployment;
  private final Checkpoint checkpoint;
  private final WorkerLog log;
  private final Rounds rounds;
  private Cursor cursor;
  private Cursor stored;
  private long chainTime;

  WorkerLoop(
      Chain chain,
      CursorFile cursorFile,
      RoundJournal journal,
      RoundRunner runner,
      Behaviour behaviour,
      Deployment deployment,
      Checkpoint checkpoint,
      WorkerLog log) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.reader = new EventReader(chain, deployment.contracts());
    this.cursorFile = Objects.requireNonNull(cursorFile, "cursorFile");
    this.journal = Objects.requireNonNull(journal, "journal");
    this.runner = Objects.requireNonNull(runner, "runner");
    this.behaviour = Objects.requireNonNull(behaviour, "behaviour");
    this.deployment = deployment;
    this.checkpoint = Objects.requireNonNull(checkpoint, "checkpoint");
    this.log = Objects.requireNonNull(log, "log");
    this.rounds = new Rounds(deployment.worker(), journal.load());
    this.cursor = cursorFile.load().orElseGet(() -> Cursor.before(deployment.contracts()));
    this.stored = cursor;
  }

  /**
   * Works until it is told to stop.
   *
   * @throws WorkerFailure when the chain is not the one that was read before
   */
  public void run(StopSignal stop) {
    rounds
        .inChainOrder()
        .forEach(entry -> log.info("goes on: " + entry.state().label(), entry.key().keys()));
    long pause = POLL_MILLIS;
    while (!stop.isStopping()) {
      try {
        if (!pass()) {
          stop.pause(POLL_MILLIS);
        }
        pause = POLL_MILLIS;
      } catch (ChainUnavailableException e) {
        log.warn("the chain does not answer, trying again: " + e.getMessage(), Keys.NONE);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        stop.pause(pause);
      } catch (ChainReorganisedException | NonceUsedException e) {
        throw new WorkerFailure(ExitCode.CHAIN_HISTORY, e.getMessage(), e);
      }
    }
  }

  /**
   * Reads the chain, then takes one step in each round that can take one; after a training it
   * returns at once, so that the chain is looked at between jobs.
   *
   * @return whether anything was done
   */
  boolean pass() {
    readChain();
    boolean progress = false;
    for (RoundRecord entry : rounds.inChainOrder()) {
      RoundState next = runner.step(entry, chainTime);
      if (next != entry.state()) {
        progress = true;
        enter(entry.with(next));
        if (entry.state() instanceof RoundState.Assigned) {
          break;
        }
      }
    }
    forgetEnded();
    return progress;
  }

  private void readChain() {
    long before;
    do {
      before = cursor.block();
      Batch batch = reader.read(cursor);
      if (!batch.next().equals(cursor)) {
        take(batch);
      } else if (chainTime == 0) {
        readChainTime();
      }
      // A full range was read, so there may be more.
    } while (cursor.block() - before >= EventReader.DEFAULT_RANGE);
  }

  private void readChainTime() {
    chain.block(cursor.block()).ifPresent(block -> chainTime = block.timestamp());
  }

  private void take(Batch batch) {
    for (ContractEvent event : batch.events()) {
      behaviour.observe(event);
      reportPayment(event);
    }
    rounds.absorb(batch.events()).forEach(journal::write);
    cursor = batch.next();
    if (!batch.events().isEmpty() || cursor.block() - stored.block() >= QUIET_BLOCKS) {
      cursorFile.store(cursor);
      stored = cursor;
    }
    readChainTime();
  }

  private void enter(RoundRecord entry) {
    checkpoint.pass("before-" + entry.state().label() + "-written", entry.key());
    journal.write(entry);
    rounds.put(entry);
    checkpoint.pass(entry.state().label(), entry.key());
    log.state(entry.state().label(), detail(entry.state()), StateKeys.of(entry));
  }

  private static String detail(RoundState state) {
    return state instanceof RoundState.Missed missed ? missed.reason() : "";
  }

  private void forgetEnded() {
    List<RoundRecord> over =
        rounds.inChainOrder().stream()
            .filter(entry -> entry.facts().phase() == Phase.ENDED)
            .filter(entry -> entry.state() instanceof RoundState.Final)
            .toList();
    for (RoundRecord entry : over) {
      journal.forget(entry.key());
      rounds.remove(entry.key());
    }
  }

  private void reportPayment(ContractEvent event) {
    if (event instanceof ContractEvent.Claimed claimed
        && claimed.worker().equals(deployment.worker())) {
      Keys keys = Keys.training(claimed.trainingId()).tx(claimed.at().transaction());
      if (claimed.paid().signum() > 0) {
        log.state("paid", "", keys.wei(claimed.paid()));
      }
      if (claimed.slashed().signum() > 0) {
        log.state("slashed", "", keys.wei(claimed.slashed()));
      }
    }
  }
}
