package io.fedquorum.coordinator.calibration;

import java.util.List;

/**
 * One job of one round, as every profile computed it.
 *
 * @param start the parameters that it began with
 * @param results one for each profile that started, in their order
 * @param half what the first profile makes of half of the job's images
 */
record Measured(float[] start, List<float[]> results, float[] half) {
  Measured {
    results = List.copyOf(results);
  }

  float[] first() {
    return results.get(0);
  }
}
