package io.fedquorum.worker.simulation;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.worker.round.Answer;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Decision;
import io.fedquorum.worker.round.JobWork;
import io.fedquorum.worker.round.RoundView;
import java.util.function.Supplier;

/** Takes jobs and never answers. */
final class Silent implements Behaviour {
  @Override
  public String name() {
    return "silent";
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    return work.startModel();
  }

  @Override
  public Decision<Bytes32> commit(RoundView view, Answer answer) {
    return new Decision.GiveUp<>("silent");
  }
}
