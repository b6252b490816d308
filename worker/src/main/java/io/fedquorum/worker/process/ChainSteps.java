package io.fedquorum.worker.process;

import io.fedquorum.chain.Call;
import io.fedquorum.chain.Receipt;
import io.fedquorum.chain.Transactions;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.round.Answer;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Decision;
import io.fedquorum.worker.round.Phase;
import io.fedquorum.worker.round.RoundFacts;
import io.fedquorum.worker.round.RoundKey;
import io.fedquorum.worker.round.RoundState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Commit and reveal. The intent key makes either one transaction however often the worker restarts;
 * the mined event, not the receipt, moves the state on.
 */
final class ChainSteps {
  private final Transactions transactions;
  private final Behaviour behaviour;
  private final Deployment deployment;
  private final Checkpoint checkpoint;

  ChainSteps(
      Transactions transactions,
      Behaviour behaviour,
      Deployment deployment,
      Checkpoint checkpoint) {
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.behaviour = Objects.requireNonNull(behaviour, "behaviour");
    this.deployment = Objects.requireNonNull(deployment, "deployment");
    this.checkpoint = Objects.requireNonNull(checkpoint, "checkpoint");
  }

  /** Sends the commit, or sees that it is mined. */
  RoundState commit(RoundFacts facts, RoundState.Trained state, long chainTime) {
    if (facts.commit().isPresent()) {
      transactions.receipt(facts.key().intent("commit"));
      return state.committed();
    }
    return advance(
        facts,
        state,
        "commit",
        () -> behaviour.commit(deployment.view(facts, chainTime), state.answer()),
        commitment -> commitCall(facts.key(), commitment));
  }

  /** Sends the reveal, or sees that it is mined. */
  RoundState reveal(RoundFacts facts, RoundState.Committed state, long chainTime) {
    if (facts.reveal().isPresent()) {
      transactions.receipt(facts.key().intent("reveal"));
      return state.revealed();
    }
    return advance(
        facts,
        state,
        "reveal",
        () -> behaviour.reveal(deployment.view(facts, chainTime), state.answer()),
        answer -> revealCall(facts.key(), answer));
  }

  private <T> RoundState advance(
      RoundFacts facts,
      RoundState.Pending state,
      String step,
      Supplier<Decision<T>> decision,
      Function<T, Call> call) {
    if (facts.phase() == Phase.ENDED) {
      return state.missed("the round ended before the " + step);
    }
    String intent = facts.key().intent(step);
    Optional<Receipt> receipt = transactions.receipt(intent);
    if (receipt.isPresent()) {
      // A success is taken from the event, which is read next.
      return receipt.get().succeeded()
          ? state
          : state.missed("the " + step + " was reverted: " + reason(receipt.get()));
    }
    Decision<T> decided = decision.get();
    if (decided instanceof Decision.GiveUp<T> giveUp) {
      return state.missed(giveUp.reason());
    }
    if (decided instanceof Decision.Send<T> send) {
      checkpoint.pass("before-" + step, facts.key());
      transactions.submit(intent, call.apply(send.value()));
      checkpoint.pass("after-" + step, facts.key());
    }
    return state;
  }

  private static Call commitCall(RoundKey key, Bytes32 commitment) {
    return new Call.Commit(key.training(), key.round(), commitment);
  }

  private static Call revealCall(RoundKey key, Answer answer) {
    List<Bytes32> words = answer.digests().stream().map(Digest::word).toList();
    return new Call.Reveal(key.training(), key.round(), answer.salt(), words);
  }

  private static String reason(Receipt receipt) {
    return receipt.revertReason().isEmpty() ? "no reason given" : receipt.revertReason();
  }
}
