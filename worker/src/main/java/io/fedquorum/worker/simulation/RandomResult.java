package io.fedquorum.worker.simulation;

import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/** Saves the training and makes numbers up. */
final class RandomResult implements Behaviour {
  private final Random random;

  RandomResult(Random random) {
    this.random = Objects.requireNonNull(random, "random");
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    float[] parameters = new float[work.list().model().parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = 2 * random.nextFloat() - 1;
    }
    return Parameters.encode(work, parameters);
  }
}
