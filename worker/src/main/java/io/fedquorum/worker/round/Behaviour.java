package io.fedquorum.worker.round;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.Assignment;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import java.util.function.Supplier;

/**
 * The points where a worker can deviate from the protocol. What is written here is the honest
 * worker, {@link Honest}; simulations override single points.
 */
public interface Behaviour {
  /** The name for logs. */
  String name();

  /** Sees each event of the contracts once or more, in chain order. */
  default void observe(ContractEvent event) {}

  /**
   * Sees who trains which job, before any is trained, when this worker has jobs. It is not told
   * again after a restart in mid-round.
   */
  default void assigned(RoundKey round, Assignment assignment) {}

  /**
   * The bytes that are committed to as a job's result.
   *
   * @param work the job
   * @param honest trains the job; only called when needed
   */
  default byte[] result(JobWork work, Supplier<byte[]> honest) {
    return honest.get();
  }

  /** What to commit, when a commit is due. Asked again and again until it decides. */
  default Decision<Bytes32> commit(RoundView view, Answer answer) {
    if (view.facts().takesCommits(view.chainTime())) {
      return new Decision.Send<>(view.commitmentTo(answer));
    }
    // A commit sent before a crash may still turn up: only the next phase is the end of it.
    return view.facts().phase() == Phase.COMMITTING
        ? new Decision.Wait<>()
        : new Decision.GiveUp<>("the commit window closed first");
  }

  /** What to reveal, when the commit is mined. Asked again and again until it decides. */
  default Decision<Answer> reveal(RoundView view, Answer answer) {
    if (view.facts().takesReveals(view.chainTime())) {
      return new Decision.Send<>(answer);
    }
    return view.facts().phase() == Phase.ENDED
        ? new Decision.GiveUp<>("the round ended before the reveal")
        : new Decision.Wait<>();
  }

  /** The bytes to upload under a revealed digest. */
  default byte[] upload(Digest digest, byte[] result) {
    return result;
  }

  /** Called once for each round that has jobs for this worker, before they are trained. */
  default void disturb(RoundKey round, Mischief mischief) {}
}
