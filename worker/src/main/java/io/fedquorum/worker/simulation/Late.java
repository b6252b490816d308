package io.fedquorum.worker.simulation;

import io.fedquorum.protocol.Bytes32;
import io.fedquorum.worker.round.Answer;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Decision;
import io.fedquorum.worker.round.RoundView;

/** Trains honestly and commits when the window is closed. */
final class Late implements Behaviour {
  @Override
  public String name() {
    return "late";
  }

  @Override
  public Decision<Bytes32> commit(RoundView view, Answer answer) {
    return view.facts().takesCommits(view.chainTime())
        ? new Decision.Wait<>()
        : new Decision.Send<>(view.commitmentTo(answer));
  }
}
