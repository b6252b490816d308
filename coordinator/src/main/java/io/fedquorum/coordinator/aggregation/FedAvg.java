package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.ModelArtifact;
import io.fedquorum.protocol.ModelSpec;
import java.util.Objects;

/**
 * Sample-weighted averaging (McMahan et al. 2017, "Communication-Efficient Learning of Deep
 * Networks from Decentralized Data", algorithm 1). For each parameter the float32 inputs times
 * their integer weights are summed in job order in double precision, divided once by the sum of
 * weights and rounded once to float32. Java's arithmetic is strict IEEE 754, so the bytes are the
 * same on any JVM. Memory is two models, whatever the number of jobs.
 */
public final class FedAvg implements Aggregator {
  @Override
  public String name() {
    return "fedavg";
  }

  @Override
  public Accumulator start(ModelSpec model) {
    return new Sum(model);
  }

  private static final class Sum implements Accumulator {
    private final ModelSpec model;
    private final JobOrder order = new JobOrder();
    private final double[] sums;
    private long weight;

    Sum(ModelSpec model) {
      this.model = Objects.requireNonNull(model, "model");
      this.sums = new double[model.parameterCount()];
    }

    @Override
    public void add(int job, int samples, byte[] artifact) {
      order.require(job, samples);
      float[] parameters = ModelArtifact.decode(model, artifact);
      order.accept(job);
      weight += samples;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += (double) samples * parameters[i];
      }
    }

    @Override
    public byte[] finish() {
      order.requireSome();
      float[] mean = new float[sums.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sums[i] / weight);
      }
      return ModelArtifact.encode(model, mean);
    }
  }
}
