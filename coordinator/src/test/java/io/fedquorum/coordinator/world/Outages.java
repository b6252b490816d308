package io.fedquorum.coordinator.world;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Transactions;
import io.fedquorum.coordinator.artifact.ArtifactStore;
import io.fedquorum.coordinator.round.RoundPorts;
import io.fedquorum.protocol.Address;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.protocol.NumericProfile;
import io.fedquorum.worker.training.Evaluation;
import io.fedquorum.worker.training.TrainedResult;
import io.fedquorum.worker.training.TrainingEngine;
import io.fedquorum.worker.training.TrainingTask;
import io.fedquorum.worker.training.dataset.Dataset;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Kills the coordinator at numbered points: before and after each effect that outlives it (a
 * transaction submitted, an artifact stored, a job trained, a model evaluated), and before and
 * after each store of a step.
 */
public final class Outages {
  /** A coordinator that is never killed. */
  public static final Outages NONE = new Outages(-1);

  private final int killAt;
  private final List<String> passed = new ArrayList<>();

  private Outages(int killAt) {
    this.killAt = killAt;
  }

  /** Kills once, at that point, from 0. */
  public static Outages at(int point) {
    return new Outages(point);
  }

  /** Kills never, and counts the points. */
  public static Outages counting() {
    return new Outages(-1);
  }

  /** The points that were passed, in order, by name. */
  public List<String> points() {
    return List.copyOf(passed);
  }

  void beforeStore() {
    point("before the store");
  }

  void afterStore() {
    point("after the store");
  }

  private void point(String name) {
    passed.add(name);
    if (passed.size() - 1 == killAt) {
      throw new Killed(name);
    }
  }

  private <T> T effect(String name, Supplier<T> work) {
    point("before " + name);
    T result = work.get();
    point("after " + name);
    return result;
  }

  RoundPorts around(World world) {
    return world.ports(
        new Sender(world.sender()), new Store(world.artifacts()), new Engine(world.engine()));
  }

  private final class Sender implements Transactions {
    private final Transactions inner;

    Sender(Transactions inner) {
      this.inner = inner;
    }

    @Override
    public Address account() {
      return inner.account();
    }

    @Override
    public Bytes32 submit(String intent, Call call) {
      boolean known = inner.receipt(intent).isPresent();
      return known
          ? inner.submit(intent, call)
          : effect("submit " + intent, () -> inner.submit(intent, call));
    }

    @Override
    public Optional<Receipt> receipt(String intent) {
      return inner.receipt(intent);
    }

    @Override
    public boolean has(String intent) {
      return inner.has(intent);
    }

    @Override
    public boolean knows(Bytes32 transaction) {
      return inner.knows(transaction);
    }
  }

  private final class Store implements ArtifactStore {
    private final ArtifactStore inner;

    Store(ArtifactStore inner) {
      this.inner = inner;
    }

    @Override
    public void put(Digest expected, long length, InputStream content) {
      effect(
          "put",
          () -> {
            inner.put(expected, length, content);
            return expected;
          });
    }

    @Override
    public Optional<byte[]> get(Digest digest) {
      return inner.get(digest);
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
      return inner.open(digest);
    }

    @Override
    public OptionalLong size(Digest digest) {
      return inner.size(digest);
    }
  }

  private final class Engine implements TrainingEngine {
    private final TrainingEngine inner;

    Engine(TrainingEngine inner) {
      this.inner = inner;
    }

    @Override
    public NumericProfile profile() {
      return inner.profile();
    }

    @Override
    public Dataset dataset() {
      return inner.dataset();
    }

    @Override
    public byte[] initialModel(ModelSpec model, long seed) {
      return inner.initialModel(model, seed);
    }

    @Override
    public TrainedResult train(TrainingTask task) {
      return effect("train", () -> inner.train(task));
    }

    @Override
    public Evaluation evaluate(ModelSpec model, byte[] artifact) {
      return effect("evaluate", () -> inner.evaluate(model, artifact));
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
