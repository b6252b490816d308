package io.fedquorum.worker.simulation;

import io.fedquorum.protocol.AbiWords;
import io.fedquorum.protocol.JobList;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * All colluders give the same wrong result for a job, without talking to each other and without
 * training: the start model with every parameter moved by noise that is seeded by training, round
 * and job.
 */
final class Collusion implements Behaviour {
  private static final double NOISE = 0.5;

  @Override
  public String name() {
    return "collusion";
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    JobList list = work.list();
    byte[] seed =
        new AbiWords()
            .addHashOf("FedQuorum.simulation.collusion")
            .add(list.trainingId())
            .add(list.round())
            .add(work.job().index())
            .hash()
            .bytes();
    SplittableRandom noise = new SplittableRandom(ByteBuffer.wrap(seed).getLong());
    float[] parameters = Parameters.of(work, work.startModel());
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) (NOISE * (2 * noise.nextDouble() - 1));
    }
    return Parameters.encode(work, parameters);
  }
}
