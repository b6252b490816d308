package io.fedquorum.worker.training;

import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.Job;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.dataset.Dataset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One engine for many simulated workers, or many replays: equal tasks are trained once, by the real
 * engine, and the result is remembered. That changes no bytes, since training is deterministic; it
 * does mean that equality among those who share is not tested by it, so whoever uses it says
 * "shared engine".
 */
public final class SharedTrainingEngine implements TrainingEngine {
  /** About what the remembered results may hold. */
  private static final int MOST_BYTES = 128 << 20;

  private static final int FEWEST = 16;

  /** All that a result depends on. */
  private record Key(
      ModelSpec model, Digest start, Hyperparameters how, long permutationSeed, Job job) {}

  private final TrainingEngine engine;
  private final Map<Key, CompletableFuture<TrainedResult>> results =
      new LinkedHashMap<>(64, 0.75f, true);
  private long trainings;

  public SharedTrainingEngine(TrainingEngine engine) {
    this.engine = Objects.requireNonNull(engine, "engine");
  }

  /** How often the engine behind it trained. */
  public long trainings() {
    synchronized (results) {
      return trainings;
    }
  }

  @Override
  public NumericProfile profile() {
    return engine.profile();
  }

  @Override
  public Dataset dataset() {
    return engine.dataset();
  }

  @Override
  public byte[] initialModel(ModelSpec model, long seed) {
    return engine.initialModel(model, seed);
  }

  @Override
  public TrainedResult train(TrainingTask task) {
    byte[] start = task.artifact();
    Key key =
        new Key(
            task.model(),
            Digest.of(start),
            task.hyperparameters(),
            task.permutationSeed(),
            task.job());
    CompletableFuture<TrainedResult> fresh = new CompletableFuture<>();
    CompletableFuture<TrainedResult> known;
    synchronized (results) {
      known = results.putIfAbsent(key, fresh);
      forgetOldest(Math.max(FEWEST, MOST_BYTES / start.length));
    }
    if (known == null) {
      run(key, task, fresh);
    }
    return await(known == null ? fresh : known);
  }

  @Override
  public Evaluation evaluate(ModelSpec model, byte[] artifact) {
    return engine.evaluate(model, artifact);
  }

  @Override
  public void close() {
    engine.close();
  }

  private void run(Key key, TrainingTask task, CompletableFuture<TrainedResult> result) {
    try {
      TrainedResult trained = engine.train(task);
      synchronized (results) {
        trainings++;
      }
      result.complete(trained);
    } catch (RuntimeException e) {
      synchronized (results) {
        results.remove(key);
      }
      result.completeExceptionally(e);
    }
  }

  private void forgetOldest(int most) {
    Iterator<CompletableFuture<TrainedResult>> oldest = results.values().iterator();
    while (results.size() > most && oldest.hasNext()) {
      if (oldest.next().isDone()) {
        oldest.remove();
      }
    }
  }

  private static TrainedResult await(CompletableFuture<TrainedResult> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw e;
    }
  }
}
