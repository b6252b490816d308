package io.fedquorum.coordinator.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.coordinator.round.TrainingState.Ended;
import io.fedquorum.coordinator.round.TrainingState.Failed;
import io.fedquorum.coordinator.world.Behaviour;
import io.fedquorum.coordinator.world.Run;
import io.fedquorum.coordinator.world.Specs;
import io.fedquorum.coordinator.world.World;
import io.fedquorum.protocol.Address;
import java.math.BigInteger;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A coordinator goes on from a backup of each of its steps, while the chain is where the lost one
 * left it: some steps later, or at the end.
 */
class RestoredTest {
  private static final int ROUNDS = 2;

  /** How far the lost coordinator came after the backup, in steps. */
  private static final int[] AHEAD = {0, 1, 2, 3, 5, 8, 13, 1_000};

  private final World reference = world();
  private final Run unbroken = new Run(reference, Specs.rounds(ROUNDS));
  private World last;

  @Test
  void shouldNeverPayTwiceWhateverTheBackupsAge() {
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    int steps = unbroken.toEnd().states().size();
    for (int at = 0; at < steps; at++) {
      for (int ahead : AHEAD) {
        Run restored = restored(at, ahead);
        outcomes.merge(outcome(at, ahead, restored), 1, Integer::sum);
      }
    }
    System.err.println("restored from each of " + steps + " steps: " + outcomes);

    assertThat(outcomes.get("ended")).isGreaterThan(steps * AHEAD.length / 2);
  }

  @Test
  void shouldGoOnAsIfNothingHadHappenedWhenTheBackupIsNew() {
    int steps = unbroken.toEnd().states().size();
    for (int at = 0; at < steps; at++) {
      Run restored = restored(at, 0);

      assertThat(restored.state()).as("backup at step %d", at).isEqualTo(unbroken.state());
      assertThat(restored.log()).as("backup at step %d", at).isEqualTo(unbroken.log());
    }
  }

  private String outcome(int at, int ahead, Run restored) {
    String where = "backup at step %d, chain %d steps ahead".formatted(at, ahead);
    assertThat(created()).as(where).isEqualTo(1);
    boolean ended = restored.state() instanceof Ended;
    for (Address worker : last.workers(Behaviour.HONEST, Behaviour.COLLUDING)) {
      BigInteger due = reference.chain().escrow(1).paid(worker);
      BigInteger paid = last.chain().escrow(1).paid(worker);
      assertThat(paid).as("%s, worker %s", where, worker).isLessThanOrEqualTo(due);
      if (ended) {
        assertThat(paid).as("%s, worker %s", where, worker).isEqualTo(due);
        assertThat(last.stake(worker)).as(where).isEqualTo(reference.stake(worker));
      }
    }
    if (ended) {
      assertThat(((Ended) restored.state()).model()).as(where).isEqualTo(unbroken.model());
      return "ended";
    }
    String reason = ((Failed) restored.state()).reason();
    assertThat(reason).as(where).contains("the chain is ahead of this database");
    return "stopped: the chain is ahead";
  }

  private long created() {
    return last.chain().allEvents().stream()
        .filter(ContractEvent.TrainingCreated.class::isInstance)
        .count();
  }

  /** A backup after some steps, a coordinator that goes on for some more, and one restored. */
  private Run restored(int at, int ahead) {
    last = world();
    Run run = new Run(last, Specs.rounds(ROUNDS));
    steps(run, at);
    Run.Snapshot backup = run.backup();
    steps(run, ahead);
    run.restore(backup);
    return run.toEnd();
  }

  private static void steps(Run run, int count) {
    for (int i = 0; i < count && !(run.state() instanceof Ended); i++) {
      while (!run.step()) {
        run.tick();
      }
    }
  }

  private static World world() {
    return World.of(7, 2, Behaviour.COLLUDING);
  }
}
