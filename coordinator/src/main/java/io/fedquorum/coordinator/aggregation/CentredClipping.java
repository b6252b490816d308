package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.ModelSpec;
import java.math.BigDecimal;
import java.util.List;

/**
 * Centred clipping (Karimireddy, He and Jaggi, "Learning from History for Byzantine Robust
 * Optimization", ICML 2021, section 4): each result's difference from the centre is shortened to a
 * radius, the mean of them moves the centre, three times. The paper starts from the aggregate of
 * the round before; the coordinate-wise median, used here, is as robust and keeps the rule without
 * state.
 */
final class CentredClipping implements Aggregator {
  private static final int STEPS = 3;

  private final BigDecimal radius;

  /**
   * Clips.
   *
   * @param radius above 0, in the norm of parameters
   */
  CentredClipping(BigDecimal radius) {
    if (radius.signum() <= 0) {
      throw new IllegalArgumentException("clipping radius '" + radius + "' must be above 0");
    }
    this.radius = radius;
  }

  @Override
  public String name() {
    return "centred-clipping:" + radius.toPlainString();
  }

  @Override
  public Accumulator start(ModelSpec model) {
    return new Collected(model, this::aggregate);
  }

  float[] aggregate(List<float[]> results) {
    double[] centre = Vectors.widened(TrimmedMean.median().aggregate(results));
    double limit = radius.doubleValue();
    for (int step = 0; step < STEPS; step++) {
      double[] move = new double[centre.length];
      for (float[] result : results) {
        double distance = Math.sqrt(Vectors.squaredDistance(centre, result));
        double share = distance > limit ? limit / distance : 1;
        for (int i = 0; i < move.length; i++) {
          move[i] += share * (result[i] - centre[i]);
        }
      }
      for (int i = 0; i < move.length; i++) {
        centre[i] += move[i] / results.size();
      }
    }
    return Vectors.rounded(centre);
  }
}
