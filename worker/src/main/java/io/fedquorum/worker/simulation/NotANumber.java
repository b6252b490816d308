package io.fedquorum.worker.simulation;

import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/** Commits to bytes of the right length whose parameters are all NaN. */
final class NotANumber implements Behaviour {
  private static final int HEADER = 44;

  @Override
  public String name() {
    return "nan";
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    byte[] bytes = work.startModel().clone();
    ByteBuffer parameters = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    parameters.position(HEADER);
    while (parameters.hasRemaining()) {
      parameters.putFloat(Float.NaN);
    }
    return bytes;
  }
}
