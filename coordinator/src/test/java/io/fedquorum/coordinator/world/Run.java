package io.fedquorum.coordinator.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fedquorum.coordinator.eventlog.SealedLog;
import io.fedquorum.coordinator.fact.Fact;
import io.fedquorum.coordinator.round.JobPlanner;
import io.fedquorum.coordinator.round.Step;
import io.fedquorum.coordinator.round.TrainingDriver;
import io.fedquorum.coordinator.round.TrainingState;
import io.fedquorum.coordinator.training.TrainingSpec;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.CanonicalJson;
import io.fedquorum.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A training in a world, driven as the coordinator drives it: take a step, store state and facts
 * together, look again. The state is kept as JSON only, so every step starts from what a restart
 * would find.
 */
public final class Run {
  /** Blocks after which a training of a few rounds must be over, whatever the workers do. */
  private static final int MOST_BLOCKS = 400;

  private static final int MORE_BLOCKS_A_ROUND = 20;

  private final World world;
  private final List<Fact> facts = new ArrayList<>();
  private final List<TrainingState> states = new ArrayList<>();
  private Outages outages = Outages.NONE;
  private TrainingDriver driver;
  private String stored;
  private final int rounds;
  private int blocks;

  /** Begins a training; nothing is done yet. */
  public Run(World world, TrainingSpec spec) {
    this.world = world;
    this.rounds = spec.rounds();
    byte[] initial = world.engine().initialModel(spec.model(), JobPlanner.initialSeed(spec));
    Digest model = world.artifacts().put(initial);
    stored = json(new TrainingState.Funding(spec, model));
    restart();
  }

  /** The same run with a coordinator that is killed now and then. */
  public Run with(Outages plan) {
    outages = plan;
    restart();
    return this;
  }

  /** Drives the training to its end, or until it fails. */
  public Run toEnd() {
    return until(
        state -> state instanceof TrainingState.Ended || state instanceof TrainingState.Failed);
  }

  /** Drives the training until its state is as wanted. */
  public Run until(Predicate<TrainingState> wanted) {
    while (!wanted.test(state())) {
      if (!step()) {
        tick();
      }
    }
    return this;
  }

  /** One block in which the coordinator does nothing. */
  public void tick() {
    world.tick();
    blocks++;
    if (blocks > MOST_BLOCKS + MORE_BLOCKS_A_ROUND * rounds) {
      throw new AssertionError("not over after " + blocks + " blocks: " + stored);
    }
  }

  /** Takes one step if one can be taken; a killed coordinator starts again and tries again. */
  public boolean step() {
    while (true) {
      try {
        return stepOnce();
      } catch (Killed e) {
        restart();
      }
    }
  }

  private boolean stepOnce() {
    Optional<Step<TrainingState>> step = driver.advance(state());
    if (step.isEmpty()) {
      return false;
    }
    outages.beforeStore();
    stored = json(step.get().next());
    facts.addAll(step.get().facts());
    states.add(step.get().next());
    try {
      outages.afterStore();
    } catch (Killed e) {
      restart();
    }
    return true;
  }

  private void restart() {
    driver = new TrainingDriver("t-1", outages.around(world));
  }

  /**
   * A backup of what the coordinator has: its state, its intents, its artifacts and its log.
   *
   * @param facts how many were logged
   */
  public record Snapshot(
      String state, Map<String, Bytes32> intents, MemoryArtifacts artifacts, int facts) {}

  /** A backup. */
  public Snapshot backup() {
    return new Snapshot(stored, world.chain().intents(), world.artifacts().copy(), facts.size());
  }

  /** The coordinator is one that was restored from a backup; chain and workers are as they are. */
  public void restore(Snapshot backup) {
    stored = backup.state();
    facts.subList(backup.facts(), facts.size()).clear();
    world.chain().restoreIntents(backup.intents());
    world.artifacts().restore(backup.artifacts());
    restart();
  }

  /** An operator's change of the state, stored at once. */
  public void change(TrainingState changed) {
    stored = json(changed);
  }

  public TrainingState state() {
    return CanonicalJson.read(stored.getBytes(StandardCharsets.UTF_8), TrainingState.class);
  }

  /** Every state that was stored, in order. */
  public List<TrainingState> states() {
    return List.copyOf(states);
  }

  public List<Fact> facts() {
    return List.copyOf(facts);
  }

  /** The facts of one kind. */
  public <F extends Fact> List<F> facts(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The model that the training ended with. */
  public Digest model() {
    return ((TrainingState.Ended) state()).model();
  }

  /** How many blocks were mined. */
  public int blocks() {
    return blocks;
  }

  /** The event log, as it is exported. */
  public List<String> log() {
    return SealedLog.of("t-1", facts);
  }

  /** The stored form of a state. */
  public static String json(TrainingState state) {
    try {
      return CanonicalJson.mapper().writerFor(TrainingState.class).writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
