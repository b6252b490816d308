package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.ModelSpec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Krum and Multi-Krum (Blanchard, El Mhamdi, Guerraoui and Stainer, "Machine Learning with
 * Adversaries: Byzantine Tolerant Gradient Descent", NIPS 2017): the score of a result is the sum
 * of the squared distances to its n − f − 2 nearest others; Krum takes the result with the least
 * score, Multi-Krum averages the n − f − 2 best. Needs n ≥ 2f + 3 results.
 */
final class Krum implements Aggregator {
  private final int evil;
  private final boolean multi;

  Krum(int evil, boolean multi) {
    this.evil = evil;
    this.multi = multi;
  }

  @Override
  public String name() {
    return (multi ? "multi-krum:" : "krum:") + evil;
  }

  @Override
  public int leastResults() {
    return 2 * evil + 3;
  }

  @Override
  public Accumulator start(ModelSpec model) {
    return new Collected(model, this::aggregate);
  }

  float[] aggregate(List<float[]> results) {
    int n = results.size();
    requireMore(name(), n, leastResults());
    int near = n - evil - 2;
    double[] scores = scores(results, near);
    List<float[]> best =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .limit(multi ? near : 1)
            .sorted()
            .map(results::get)
            .toList();
    return Vectors.mean(best);
  }

  private static double[] scores(List<float[]> results, int near) {
    int n = results.size();
    double[][] distances = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < a; b++) {
        distances[a][b] = Vectors.squaredDistance(results.get(a), results.get(b));
        distances[b][a] = distances[a][b];
      }
    }
    // The first of a sorted row is the distance to itself.
    return Arrays.stream(distances)
        .mapToDouble(row -> sum(Arrays.stream(row).sorted().skip(1).limit(near).toArray()))
        .toArray();
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  static void requireMore(String name, int results, long needed) {
    if (results < needed) {
      throw new IllegalArgumentException(
          "results '%d' must be at least %d for aggregation %s".formatted(results, needed, name));
    }
  }
}
