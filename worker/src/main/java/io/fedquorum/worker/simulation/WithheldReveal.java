package io.fedquorum.worker.simulation;

import io.fedquorum.worker.round.Answer;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Decision;
import io.fedquorum.worker.round.RoundView;

/** Commits honestly and never reveals. */
final class WithheldReveal implements Behaviour {
  @Override
  public String name() {
    return "withheld-reveal";
  }

  @Override
  public Decision<Answer> reveal(RoundView view, Answer answer) {
    return new Decision.GiveUp<>("withheld");
  }
}
