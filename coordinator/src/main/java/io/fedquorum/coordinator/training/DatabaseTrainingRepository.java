package io.fedquorum.coordinator.training;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Trainings in PostgreSQL. */
@ApplicationScoped
class DatabaseTrainingRepository implements TrainingRepository {
  private final TrainingRows rows;
  private final Clock clock;

  DatabaseTrainingRepository(TrainingRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  @Transactional
  public StoredTraining create(String id, String spec, String state, String status) {
    TrainingEntity row = new TrainingEntity();
    row.id = Objects.requireNonNull(id, "id");
    row.spec = Objects.requireNonNull(spec, "spec");
    row.state = Objects.requireNonNull(state, "state");
    row.status = Objects.requireNonNull(status, "status");
    row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    try {
      rows.persistAndFlush(row);
    } catch (ConstraintViolationException e) {
      throw new TrainingConflictException("training '" + id + "' exists already");
    }
    return row.toStored();
  }

  @Override
  @Transactional
  public Optional<StoredTraining> find(String id) {
    return rows.findByIdOptional(id).map(TrainingEntity::toStored);
  }

  @Override
  @Transactional
  public Optional<StoredTraining> findOnChain(long onChainId) {
    return rows.find("onChainId", onChainId).firstResultOptional().map(TrainingEntity::toStored);
  }

  @Override
  @Transactional
  public List<StoredTraining> all() {
    return rows.listAll(Sort.descending("createdAt").and("id")).stream()
        .map(TrainingEntity::toStored)
        .toList();
  }

  @Override
  @Transactional
  public List<StoredTraining> withStatus(Collection<String> statuses) {
    return rows.list("status in ?1", Sort.descending("createdAt").and("id"), statuses).stream()
        .map(TrainingEntity::toStored)
        .toList();
  }

  @Override
  @Transactional
  public StoredTraining update(StoredTraining changed) {
    TrainingEntity row = rows.findById(changed.id());
    if (row == null || row.version != changed.version()) {
      throw stale(changed);
    }
    row.onChainId = changed.onChainId();
    row.state = changed.state();
    row.status = changed.status();
    try {
      rows.flush();
    } catch (OptimisticLockException e) {
      throw stale(changed);
    }
    return row.toStored();
  }

  private static TrainingConflictException stale(StoredTraining changed) {
    return new TrainingConflictException(
        "training '%s' is no longer at version %d, read it again"
            .formatted(changed.id(), changed.version()));
  }
}
