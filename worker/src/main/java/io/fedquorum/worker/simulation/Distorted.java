package io.fedquorum.worker.simulation;

import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/** Trains honestly and then distorts the parameters. */
final class Distorted implements Behaviour {
  private final String name;
  private final BinaryOperator<float[]> distortion;

  /**
   * A distortion.
   *
   * @param distortion of start and trained parameters; may change and return the latter
   */
  Distorted(String name, BinaryOperator<float[]> distortion) {
    this.name = Objects.requireNonNull(name, "name");
    this.distortion = Objects.requireNonNull(distortion, "distortion");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    float[] start = Parameters.of(work, work.startModel());
    float[] trained = Parameters.of(work, honest.get());
    return Parameters.encode(work, distortion.apply(start, trained));
  }

  /** The update in the opposite direction: 2·start − trained. */
  static float[] signFlip(float[] start, float[] trained) {
    for (int i = 0; i < trained.length; i++) {
      trained[i] = 2 * start[i] - trained[i];
    }
    return trained;
  }

  /** The smallest possible deviation, in one parameter. */
  static float[] oneUlp(float[] start, float[] trained) {
    trained[0] = Math.nextUp(trained[0]);
    return trained;
  }
}
