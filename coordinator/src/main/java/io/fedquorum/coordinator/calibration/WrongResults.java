package io.fedquorum.coordinator.calibration;

import io.fedquorum.coordinator.tolerance.Distance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What cheaters may hand in for a job, and how far it is from the nearest honest result. */
final class WrongResults {
  /** So small that no threshold can or need tell it from an honest result. */
  static final String ONE_ULP = "one-ulp";

  private WrongResults() {}

  /**
   * The wrong results of a job by name.
   *
   * @param job the job
   * @param other another job of the same round
   */
  static Map<String, float[]> of(Measured job, Measured other) {
    Map<String, float[]> wrong = new LinkedHashMap<>();
    wrong.put(ONE_ULP, oneUlp(job.first()));
    wrong.put("half-of-the-data", job.half());
    wrong.put("untrained", job.start());
    wrong.put("other-job", other.first());
    wrong.put("sign-flip", signFlip(job.start(), job.first()));
    wrong.put("random", random(job.first().length));
    return wrong;
  }

  /** The distance from the nearest of the honest results. */
  static double nearest(float[] wrong, List<float[]> honest) {
    return honest.stream().mapToDouble(h -> Distance.relative(wrong, h)).min().orElseThrow();
  }

  private static float[] oneUlp(float[] trained) {
    float[] wrong = trained.clone();
    wrong[0] = Math.nextUp(wrong[0]);
    return wrong;
  }

  /** The update in the opposite direction. */
  private static float[] signFlip(float[] start, float[] trained) {
    float[] wrong = new float[start.length];
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = 2 * start[i] - trained[i];
    }
    return wrong;
  }

  private static float[] random(int length) {
    Random random = new Random(1);
    float[] wrong = new float[length];
    for (int i = 0; i < length; i++) {
      wrong[i] = 2 * random.nextFloat() - 1;
    }
    return wrong;
  }
}
