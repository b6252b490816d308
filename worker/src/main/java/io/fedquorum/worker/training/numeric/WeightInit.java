package io.fedquorum.worker.training.numeric;

import io.fedquorum.protocol.ModelSpec;

/**
 * The parameters that a training begins with; the same bits on every machine.
 *
 * <p>The flat order is that of the engine: layer by layer the weights, then the biases; the weight
 * from input i to output j of a layer with n inputs is at j·n + i. Weights are drawn in this order
 * from one {@link SplitMix64}: w = float((2u − 1)·a) with u = nextUnit() in double arithmetic.
 * Hidden layers take a = √(6 / inputs) (He et al. 2015, for ReLU), the output layer a = √(6 /
 * (inputs + outputs)) (Glorot and Bengio 2010). Biases are 0.
 */
public final class WeightInit {
  private WeightInit() {}

  /** The initial parameters in flat order. */
  public static float[] of(ModelSpec model, long seed) {
    float[] parameters = new float[model.parameterCount()];
    SplitMix64 random = new SplitMix64(seed);
    int at = 0;
    int last = model.layers().size() - 1;
    for (int layer = 1; layer <= last; layer++) {
      int inputs = model.layers().get(layer - 1);
      int outputs = model.layers().get(layer);
      // The square root is correctly rounded by IEEE 754, so it has one value everywhere.
      double limit = Math.sqrt(6.0 / (layer == last ? inputs + outputs : inputs));
      for (int i = 0; i < inputs * outputs; i++) {
        parameters[at++] = (float) ((2 * random.nextUnit() - 1) * limit);
      }
      at += outputs;
    }
    return parameters;
  }
}
