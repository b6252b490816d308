package io.fedquorum.worker.simulation;

import io.fedquorum.worker.round.Behaviour;
import io.fedquorum.worker.round.JobWork;
import io.fedquorum.worker.training.TrainingEngine;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Trains each job in full, by the real engine, on data whose labels y are 9 − y: the poisoned
 * update of V. Tolpegin, S. Truex, M. E. Gursoy, L. Liu, "Data Poisoning Attacks Against Federated
 * Learning Systems", ESORICS 2020. All that flip labels give the same bytes, so they collude.
 */
final class LabelFlip implements Behaviour {
  private final Supplier<TrainingEngine> flipped;

  LabelFlip(Supplier<TrainingEngine> flipped) {
    this.flipped = Objects.requireNonNull(flipped, "flipped");
  }

  @Override
  public String name() {
    return "label-flip";
  }

  @Override
  public byte[] result(JobWork work, Supplier<byte[]> honest) {
    return flipped.get().train(work.task()).artifact();
  }
}
