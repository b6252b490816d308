package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps all results until the end, for rules that compare them: memory is O(model × jobs), unlike
 * that of averaging. Each result counts once, whatever its samples: a robust rule can't trust
 * weights that the untrusted choose.
 */
final class Collected implements Accumulator {
  private final ModelSpec model;
  private final Function<List<float[]>, float[]> rule;
  private final JobOrder order = new JobOrder();
  private final List<float[]> results = new ArrayList<>();

  Collected(ModelSpec model, Function<List<float[]>, float[]> rule) {
    this.model = model;
    this.rule = rule;
  }

  @Override
  public void add(int job, int samples, byte[] artifact) {
    order.require(job, samples);
    float[] parameters = ModelArtifact.decode(model, artifact);
    order.accept(job);
    results.add(parameters);
  }

  @Override
  public byte[] finish() {
    order.requireSome();
    return ModelArtifact.encode(model, rule.apply(results));
  }
}
