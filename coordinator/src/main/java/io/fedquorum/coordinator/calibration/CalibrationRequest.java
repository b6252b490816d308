package io.fedquorum.coordinator.calibration;

import io.fedquorum.protocol.Hyperparameters;
import io.fedquorum.protocol.ModelSpec;
import io.fedquorum.worker.training.NumericPins;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What is trained to calibrate, and how.
 *
 * @param profiles at least two, none twice; the first is the one that wrong results are made of
 * @param model the model configuration
 * @param hyperparameters how each job trains
 * @param split into how many jobs the training set is cut, 2 to 10,000
 * @param jobs how many of them are trained, 2 to {@code split}
 * @param rounds how often, each from the average of the round before, 1 to 100
 * @param seed of initial weights, permutation and mini-batches
 */
public record CalibrationRequest(
    List<NumericPins> profiles,
    ModelSpec model,
    Hyperparameters hyperparameters,
    int split,
    int jobs,
    int rounds,
    long seed) {
  public CalibrationRequest {
    profiles = List.copyOf(profiles);
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(hyperparameters, "hyperparameters");
    if (profiles.size() < 2 || new HashSet<>(profiles).size() < profiles.size()) {
      throw new IllegalArgumentException(
          "profiles '%s' must be two or more, none twice; name more threads or cores"
              .formatted(profiles));
    }
    requireRange("split", split, 2, 10_000);
    requireRange("jobs", jobs, 2, split);
    requireRange("rounds", rounds, 1, 100);
  }

  private static void requireRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s '%d' must be %d to %d".formatted(name, value, least, most));
    }
  }
}
