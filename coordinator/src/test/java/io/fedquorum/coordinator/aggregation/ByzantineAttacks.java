package io.fedquorum.coordinator.aggregation;

import java.util.Arrays;
import java.util.List;

/**
 * The published attacks on robust aggregation. Each makes the one vector that all colluders send
 * from the honest vectors, all of which the attacker knows.
 */
final class ByzantineAttacks {
  private static final double[] ERF = {
    0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429
  };

  private ByzantineAttacks() {}

  /**
   * "A little is enough" (G. Baruch, M. Baruch and Y. Goldberg, NeurIPS 2019, algorithm 3): the
   * mean, moved against its sign by z standard deviations in each coordinate, where z is the most
   * at which enough honest vectors lie farther out to pass for a majority.
   */
  static float[] littleIsEnough(List<float[]> honest, int evil) {
    int n = honest.size() + evil;
    int supporters = n / 2 + 1 - evil;
    double z = quantile((double) (n - evil - supporters) / (n - evil));
    float[] mean = Vectors.mean(honest);
    double[] deviation = deviation(honest, mean);
    float[] vector = new float[mean.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (mean[i] - Math.signum(mean[i]) * z * deviation[i]);
    }
    return vector;
  }

  /**
   * Inner product manipulation (C. Xie, O. Koyejo and I. Gupta, "Fall of Empires", UAI 2019): the
   * mean times −ε. A small ε stays near the honest vectors, a large one outweighs them in a mean.
   */
  static float[] innerProduct(List<float[]> honest, double epsilon) {
    float[] mean = Vectors.mean(honest);
    float[] vector = new float[mean.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (-epsilon * mean[i]);
    }
    return vector;
  }

  /**
   * Min-max (V. Shejwalkar and A. Houmansadr, "Manipulating the Byzantine", NDSS 2021): as far from
   * the mean, in the direction opposite to it, as keeps the largest distance to an honest vector
   * within the largest distance between two honest ones.
   */
  static float[] minMax(List<float[]> honest) {
    float[] mean = Vectors.mean(honest);
    double norm = Math.sqrt(Vectors.squaredDistance(mean, new float[mean.length]));
    double most = largest(honest);
    double low = 0;
    double high = 100 * (norm + Math.sqrt(most));
    for (int step = 0; step < 60; step++) {
      double gamma = (low + high) / 2;
      if (farthest(honest, moved(mean, norm, gamma)) <= most) {
        low = gamma;
      } else {
        high = gamma;
      }
    }
    return moved(mean, norm, low);
  }

  private static float[] moved(float[] mean, double norm, double gamma) {
    float[] vector = new float[mean.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (mean[i] * (1 - gamma / norm));
    }
    return vector;
  }

  private static double largest(List<float[]> honest) {
    return honest.stream().mapToDouble(one -> farthest(honest, one)).max().orElse(0);
  }

  private static double farthest(List<float[]> honest, float[] from) {
    return honest.stream().mapToDouble(one -> Vectors.squaredDistance(one, from)).max().orElse(0);
  }

  private static double[] deviation(List<float[]> honest, float[] mean) {
    double[] deviation = new double[mean.length];
    for (float[] one : honest) {
      for (int i = 0; i < mean.length; i++) {
        double off = one[i] - mean[i];
        deviation[i] += off * off / honest.size();
      }
    }
    return Arrays.stream(deviation).map(Math::sqrt).toArray();
  }

  /** The normal distribution's quantile, by bisection. */
  private static double quantile(double p) {
    double low = -8;
    double high = 8;
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      if (normal(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions", 7.1.26. */
  private static double normal(double x) {
    double y = Math.abs(x) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * y);
    double sum = 0;
    for (int i = ERF.length - 1; i >= 0; i--) {
      sum = (sum + ERF[i]) * t;
    }
    double erf = 1 - sum * Math.exp(-y * y);
    return x < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
  }
}
