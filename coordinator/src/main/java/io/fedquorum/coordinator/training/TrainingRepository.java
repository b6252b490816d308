package io.fedquorum.coordinator.training;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where trainings are kept. Every method joins the caller's database transaction, or makes one. */
public interface TrainingRepository {
  /**
   * Stores a new training; its version becomes 0.
   *
   * @throws TrainingConflictException when the id is taken
   */
  StoredTraining create(String id, String spec, String state, String status);

  /** The training with this id. */
  Optional<StoredTraining> find(String id);

  /** The training with this id on the job registry. */
  Optional<StoredTraining> findOnChain(long onChainId);

  /** All trainings, newest first. */
  List<StoredTraining> all();

  /** The trainings with one of these statuses, newest first. */
  List<StoredTraining> withStatus(Collection<String> statuses);

  /**
   * Stores a change of on-chain id, state and status.
   *
   * @param changed with the version that it is based on
   * @return as stored, with the new version
   * @throws TrainingConflictException when the stored version is another one
   */
  StoredTraining update(StoredTraining changed);
}
