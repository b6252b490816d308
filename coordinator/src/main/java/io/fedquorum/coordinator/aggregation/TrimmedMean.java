package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.ModelSpec;
import java.util.Arrays;
import java.util.List;

/**
 * Per coordinate, leaves out the smallest and the largest values and averages the rest; leaving out
 * all but the middle is the median (Yin, Chen, Ramchandran and Bartlett, "Byzantine-Robust
 * Distributed Learning: Towards Optimal Statistical Rates", ICML 2018, definitions 1 and 2).
 */
final class TrimmedMean implements Aggregator {
  private final String name;
  private final int trimmed;

  private TrimmedMean(String name, int trimmed) {
    this.name = name;
    this.trimmed = trimmed;
  }

  /** Leaves out {@code evil} values on either side. */
  static TrimmedMean of(int evil) {
    return new TrimmedMean("trimmed-mean:" + evil, evil);
  }

  /** The coordinate-wise median; of an even number the mean of the middle two. */
  static TrimmedMean median() {
    return new TrimmedMean("median", Integer.MAX_VALUE);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int leastResults() {
    return trimmed == Integer.MAX_VALUE ? 1 : 2 * trimmed + 1;
  }

  @Override
  public Accumulator start(ModelSpec model) {
    return new Collected(model, this::aggregate);
  }

  float[] aggregate(List<float[]> results) {
    int n = results.size();
    int off = trimmed == Integer.MAX_VALUE ? (n - 1) / 2 : trimmed;
    Krum.requireMore(name, n, 2L * off + 1);
    float[] aggregate = new float[results.get(0).length];
    float[] column = new float[n];
    for (int i = 0; i < aggregate.length; i++) {
      for (int k = 0; k < n; k++) {
        column[k] = results.get(k)[i];
      }
      Arrays.sort(column);
      double sum = 0;
      for (int k = off; k < n - off; k++) {
        sum += column[k];
      }
      aggregate[i] = (float) (sum / (n - 2 * off));
    }
    return aggregate;
  }
}
