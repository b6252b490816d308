package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.ModelSpec;
import java.util.List;

/**
 * The point with the least sum of distances to all results, by the smoothed Weiszfeld algorithm
 * (Pillutla, Kakade and Harchaoui, "Robust Aggregation for Federated Learning", IEEE TSP 2022,
 * algorithm 2): a fixed number of steps from the mean, distances below 1e-6 taken as 1e-6.
 */
final class GeometricMedian implements Aggregator {
  private static final int STEPS = 64;
  private static final double SMOOTHING = 1e-6;

  @Override
  public String name() {
    return "geometric-median";
  }

  @Override
  public Accumulator start(ModelSpec model) {
    return new Collected(model, GeometricMedian::aggregate);
  }

  static float[] aggregate(List<float[]> results) {
    double[] point = Vectors.widened(Vectors.mean(results));
    for (int step = 0; step < STEPS; step++) {
      double[] next = new double[point.length];
      double weights = 0;
      for (float[] result : results) {
        double distance = Math.sqrt(Vectors.squaredDistance(point, result));
        double weight = 1 / Math.max(SMOOTHING, distance);
        weights += weight;
        for (int i = 0; i < next.length; i++) {
          next[i] += weight * result[i];
        }
      }
      for (int i = 0; i < next.length; i++) {
        point[i] = next[i] / weights;
      }
    }
    return Vectors.rounded(point);
  }
}
