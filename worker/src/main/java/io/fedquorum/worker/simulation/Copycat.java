package io.fedquorum.worker.simulation;

import io.fedquorum.chain.ContractEvent;
import io.fedquorum.protocol.Bytes32;
import io.fedquorum.protocol.Digest;
import io.fedquorum.worker.round.Answer;
import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.Decision;
import io.fedquorum.worker.round.JobWork;
import io.fedquorum.worker.round.Phase;
import io.fedquorum.worker.round.RoundKey;
import io.fedquorum.worker.round.RoundView;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Trains nothing: copies the first commitment that it sees in the round, and later that worker's
 * reveal. The contract binds a commitment to its sender, so the reveal is reverted.
 */
final class Copycat implements Behaviour {
  private final Map<RoundKey, ContractEvent.Committed> commitments = new HashMap<>();
  private final Map<RoundKey, ContractEvent.Revealed> reveals = new HashMap<>();

  @Override
  public String name() {
    return "copycat";
  }

  @Override
  public void observe(ContractEvent event) {
    if (event instanceof ContractEvent.Committed e) {
      commitments.putIfAbsent(new RoundKey(e.trainingId(), e.round()), e);
    } else if (event instanceof ContractEvent.Revealed e) {
      RoundKey key = new RoundKey(e.trainingId(), e.round());
      ContractEvent.Committed copied = commitments.get(key);
      if (copied != null && copied.worker().equals(e.worker())) {
        reveals.put(key, e);
      }
    } else if (event instanceof ContractEvent.RoundSettled e) {
      commitments.remove(new RoundKey(e.trainingId(), e.round()));
      reveals.remove(new RoundKey(e.trainingId(), e.round()));
    }
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    return work.startModel();
  }

  @Override
  public Decision<Bytes32> commit(RoundView view, Answer answer) {
    ContractEvent.Committed seen = commitments.get(view.facts().key());
    if (seen != null) {
      return new Decision.Send<>(seen.commitment());
    }
    return view.facts().phase() == Phase.COMMITTING
        ? new Decision.Wait<>()
        : new Decision.GiveUp<>("nobody committed before");
  }

  @Override
  public Decision<Answer> reveal(RoundView view, Answer answer) {
    ContractEvent.Revealed seen = reveals.get(view.facts().key());
    return seen == null
        ? new Decision.Wait<>()
        : new Decision.Send<>(
            new Answer(seen.salt(), seen.digests().stream().map(Digest::of).toList()));
  }
}
