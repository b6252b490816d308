package io.fedquorum.worker.simulation;

import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.round.Answer;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Decision;
import io.fedquorum.worker.round.Phase;
import io.fedquorum.worker.round.RoundView;
import java.util.List;

/** Commits to one answer and tries to reveal another. */
final class TwoAnswers implements Behaviour {
  @Override
  public String name() {
    return "two-answers";
  }

  @Override
  public Decision<Answer> reveal(RoundView view, Answer answer) {
    if (view.facts().phase() != Phase.REVEALING) {
      return new Decision.Wait<>();
    }
    List<Digest> others =
        answer.digests().stream().map(digest -> Digest.of(digest.bytes())).toList();
    return new Decision.Send<>(new Answer(answer.salt(), others));
  }
}
