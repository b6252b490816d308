package io.fedquorum.coordinator.aggregation;

import io.fedquorum.protocol.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a server optimiser carries from round to round. Its bytes are the momentum, then the
 * variance, as little-endian float64; whoever replays checks their digest.
 */
public final class OptimizerState {
  private final double[] momentum;
  private final double[] variance;

  private OptimizerState(double[] momentum, double[] variance) {
    this.momentum = momentum;
    this.variance = variance;
  }

  /** The state before the first round: zeros. */
  public static OptimizerState initial(int parameters) {
    return new OptimizerState(new double[parameters], new double[parameters]);
  }

  static OptimizerState of(double[] momentum, double[] variance) {
    return new OptimizerState(momentum, variance);
  }

  /** Reads the bytes of a state of so many parameters. */
  public static OptimizerState read(int parameters, byte[] bytes) {
    if (bytes.length != 2L * Double.BYTES * parameters) {
      throw new IllegalArgumentException(
          "optimiser state of '%d' bytes must have %d"
              .formatted(bytes.length, 2L * Double.BYTES * parameters));
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    OptimizerState state = initial(parameters);
    in.asDoubleBuffer().get(state.momentum).get(state.variance);
    return state;
  }

  /** The bytes. */
  public byte[] bytes() {
    int size = 2 * Double.BYTES * momentum.length;
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.asDoubleBuffer().put(momentum).put(variance);
    return out.array();
  }

  /** The digest of the bytes. */
  public Digest digest() {
    return Digest.of(bytes());
  }

  double[] momentum() {
    return momentum.clone();
  }

  double[] variance() {
    return variance.clone();
  }

  void requireSize(int parameters) {
    if (momentum.length != parameters) {
      throw new IllegalArgumentException(
          "optimiser state of '%d' parameters must have %d".formatted(momentum.length, parameters));
    }
  }
}
